// @ts-check
'use strict';

const { choices, classes } = require('./push-data.generated.cjs');
const { Receiver } = require('./push-receiver.cjs');
const { close, connect, discard, route } = require('./push-reply.cjs');
const { MemoryStore, keyValueStore } = require('./push-stores.cjs');

module.exports = { Receiver, MemoryStore, keyValueStore, connect, close, route, discard, ...choices, ...classes };
