// As a server of the usual kind is compiled, `--module commonjs` and no more: never run.

import { Account, Client, mask } from 'privatenumber';
import type { axb } from 'privatenumber';
import { Receiver } from 'privatenumber/push';
import { Platform, serve } from 'privatenumber/simulator';

const client: Client<'axb'> = new Platform().client();
const bound: Promise<axb.CreateBindingAnswer> = client.axb.createBinding({ callerNum: '1', calleeNum: '2' });
// @ts-expect-error: misspelt
client.axb.createBinding({ callernum: '1', calleeNum: '2' });
bound.then(({ relationNum }) => console.log(mask(relationNum), serve, Account));
new Receiver({ applications: { appKey: 'key', appSecret: 'secret' } }).on('fee', (record) => console.log(record.a, record.talkSeconds));
