// @ts-check
'use strict';

const { Platform } = require('./simulator-platform.cjs');
const { serve } = require('./simulator-server.cjs');
const { testPlatform } = require('./simulator-test.cjs');

module.exports = { Platform, serve, testPlatform };
