// Binds A, X and B on the simulator, queries the binding and releases it.

import { mask } from 'privatenumber';
import { Platform } from 'privatenumber/simulator';

const client = new Platform().client(); // for the real service: new Client(new Account({ appKey, appSecret }))

const bound = await client.axb.createBinding({ callerNum: '+8613800000001', calleeNum: '+8613900000002', areaCode: '0755' });
console.log(`A and B now call each other through ${mask(bound.relationNum)}`);

const found = await client.axb.queryBinding({ subscriptionId: bound.subscriptionId });
console.log(`the platform knows ${found.relationNumList.length} binding`);

await client.axb.deleteBinding({ subscriptionId: bound.subscriptionId });
console.log('and released it');
