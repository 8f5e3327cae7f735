// The same package by `require`: compiled with --strict, never run.

import privatenumber = require('privatenumber');
import simulator = require('privatenumber/simulator');

const { Account, Client, axb } = privatenumber;
const account: privatenumber.Account = new Account({ appKey: 'key', appSecret: 'secret' });
const parameters: privatenumber.axb.DeleteBindingParameters = { subscriptionId: 'a' };
const request: privatenumber.Request = axb.deleteBinding.request(account, parameters);
const client: privatenumber.Client = new simulator.Platform().client();
new Client(account).axb.deleteBinding(parameters).then((answer: privatenumber.axb.DeleteBindingAnswer) => answer.extra);
// @ts-expect-error: misspelt
axb.deleteBinding.request(account, { subscriptionID: 'a' });

console.log(request.url, client);
