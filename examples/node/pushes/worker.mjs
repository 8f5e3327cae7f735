// The slow work: finds out where the recording of each call is. Runs beside the receiver, as often as you like.
//
//   node worker.mjs

import { join } from 'node:path';

import { Account, Client, NotFound } from 'privatenumber';

import { Queue } from './queue.mjs';

const client = new Client(Account.fromEnvironment());

await new Queue(join(process.env.PUSH_FOLDER ?? 'push-data', 'records')).work(async ({ recording }) => {
  if (recording?.fileName === undefined) return;
  try {
    const answer = await client.recording.getDownloadUrl({ fileName: recording.fileName, recordDomain: recording.recordDomain });
    console.log(`download ${answer}`); // answer.location is the address; it holds for a short time only
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    console.log(`no recording: ${error}`); // after seven days, or of a call under three seconds
  }
});
