// The same package by `require`: compiled with --strict, never run.

import privatenumber = require('privatenumber');
import push = require('privatenumber/push');
import simulator = require('privatenumber/simulator');

const { Account, Client, axb, explain } = privatenumber;
const account: privatenumber.Account = new Account({ appKey: 'key', appSecret: 'secret' });
const parameters: privatenumber.axb.DeleteBindingParameters = { subscriptionId: 'a' };
const request: privatenumber.Request = axb.deleteBinding.request(account, parameters);
const client: privatenumber.Client<'axb'> = new simulator.Platform().client();
const ofMode: privatenumber.Client<'ax'> = new Client(new Account({ appKey: 'key', appSecret: 'secret', mode: 'ax' }));
const callee: Promise<privatenumber.ax.SetTemporaryCalleeAnswer> = ofMode.ax.setTemporaryCallee({ privateNum: '1', calleeNum: '2' });
// @ts-expect-error: of another mode
ofMode.axe;
const explained: privatenumber.Explanation | undefined = explain('8014')[0];
new Client(account).axb.deleteBinding(parameters).then((answer: privatenumber.axb.DeleteBindingAnswer) => answer.extra);
// @ts-expect-error: misspelt
axb.deleteBinding.request(account, { subscriptionID: 'a' });

const receiver: push.Receiver = new push.Receiver({ applications: { appKey: 'key', appSecret: 'secret' } });
receiver.on('fee', (record: push.CallRecord) => record.key).on('callinBlock', () => push.close());

console.log(receiver, request.url, client, callee, explained);
