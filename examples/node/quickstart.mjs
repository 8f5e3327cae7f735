// Binds A, X and B on the simulator, queries the binding and releases it.

import { mask } from 'privatenumber';
import { Platform } from 'privatenumber/simulator';

const client = new Platform().client(); // the real service: new Client(new Account({ appKey, appSecret }))
const bound = await client.axb.createBinding({
  callerNum: '138 0000 0001', calleeNum: '0755-28000001', areaCode: '0755', duration: { hours: 2 },
});
console.log('A and B call each other through', mask(bound.relationNum));
const found = await client.axb.queryBinding({ subscriptionId: bound.subscriptionId });
console.log(found); // numbers are masked in everything that is printed
await client.axb.deleteBinding({ subscriptionId: bound.subscriptionId });
