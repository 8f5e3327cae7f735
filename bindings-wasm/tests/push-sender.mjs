// Makes pushes as the platform does, from its pages, with none of the library's code.

import { createHmac, createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';

export const APPLICATION = Object.freeze({ appKey: 'pushing-app', appSecret: 'pushing-secret-0123456789' });

/** `Created`, of Unix seconds. */
const created = (seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;

/** The headers of a push that is signed now, or at `at`. */
export function signed({ at = Date.now() / 1000, nonce = randomBytes(16).toString('hex'), appKey, appSecret } = {}) {
  const { appKey: key, appSecret: secret } = { ...APPLICATION, ...(appKey && { appKey }), ...(appSecret && { appSecret }) };
  const digest = createHmac('sha256', secret).update(nonce + created(at)).digest('base64');
  return {
    'Content-Type': 'application/json;charset=UTF-8',
    Authorization: 'AKSK realm="SDP",profile="UsernameToken",type="Appkey"',
    'X-AKSK': `UsernameToken Username="${key}",PasswordDigest="${digest}",Nonce="${nonce}",Created="${created(at)}"`,
  };
}

/** The same in the older scheme. */
export function signedOfOld({ at = Date.now() / 1000, nonce = randomBytes(16).toString('hex') } = {}) {
  const { appKey, appSecret } = APPLICATION;
  const digest = createHash('sha256').update(nonce + created(at) + appSecret).digest('base64');
  return {
    Authorization: 'WSSE realm="SDP",profile="UsernameToken",type="Appkey"',
    'X-WSSE': `UsernameToken Username="${appKey}", PasswordDigest="${digest}", Nonce="${nonce}", Created="${created(at)}"`,
  };
}

const A = '+8613800000021';
const B = '+8613866887021';
export const X = '+8617000000001';

/** A record of a call, as an AXB application gets it. */
export const record = (icid, more = {}) => ({
  direction: 1,
  spId: 'account',
  appKey: APPLICATION.appKey,
  icid,
  bindNum: X,
  sessionId: `1200_1029_4294967295_20190123091514@${icid}`,
  subscriptionId: 'e97b2863-e7ad-4b4c-87c0-91b0171fe803',
  callerNum: A,
  calleeNum: X,
  fwdDisplayNum: X,
  fwdDstNum: B,
  callInTime: '2019-01-23 09:15:14',
  fwdStartTime: '2019-01-23 09:15:15',
  fwdAlertingTime: '2019-01-23 09:15:21',
  fwdAnswerTime: '2019-01-23 09:15:36',
  callEndTime: '2019-01-23 09:16:41',
  fwdUnaswRsn: 0,
  ulFailReason: 0,
  sipStatusCode: 0,
  recordFlag: 1,
  recordStartTime: '2019-01-23 09:15:37',
  recordDomain: 'recordings.example.com',
  recordObjectName: `${icid}.wav`,
  serviceType: '004',
  ...more,
});

export const fee = (...icids) => JSON.stringify({ eventType: 'fee', feeLst: icids.map((icid) => record(icid)) });

export const callEvent = (eventType, sessionId, more = {}) =>
  JSON.stringify({
    eventType,
    statusInfo: { sessionId, timestamp: '2019-01-24 02:30:22', caller: A, called: X, subscriptionId: 'e97b2863-e7ad-4b4c-87c0-91b0171fe803', ...more },
  });

/** A call of mode X, which waits for a decision. */
export const blockedCall = (called = X) =>
  JSON.stringify({ eventType: 'callin', statusInfo: { timestamp: '2019-01-24 02:30:22', sessionId: 'blocked-call', caller: A, called, notifyMode: 'Block' } });

export const sms = (notificationMode, smsIdentifier, more = {}) =>
  JSON.stringify({
    appKey: APPLICATION.appKey,
    smsEvent: {
      smsIdentifier,
      notificationMode,
      calling: A,
      virtualNumber: X,
      event: 'Text SMS ',
      timeStamp: '2018-09-13T09:46:16.023Z',
      extInfo: { extParas: [{ key: 'splitNum', value: '1' }, { key: 'direction', value: '1' }] },
      sendResult: 0,
      ...more,
    },
  });

export const numberStatus = (number, status) => JSON.stringify({ eventType: 'numStatus', numInfo: [{ number, status, cause: '2' }] });

/** Sends over HTTP, on a connection of its own; or the headers alone, as if the body were to follow. */
export function send(url, { method = 'POST', headers = signed(), body = '', announceAlone = false } = {}) {
  return new Promise((resolve, reject) => {
    const options = { method, headers: { 'Content-Length': Buffer.byteLength(body), ...headers }, agent: false };
    const outgoing = request(url, options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        outgoing.destroy();
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') });
      });
    });
    outgoing.on('error', reject);
    if (announceAlone) outgoing.flushHeaders();
    else outgoing.end(body);
  });
}
