// The simulator's page, in a real browser: what happens is seen, and calls and SMS can be made by hand.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Client } from 'privatenumber';
import { Platform, serve } from 'privatenumber/simulator';
import { chromium } from 'playwright-core';

const A = '+8613800000001';
const B = '+8613900000002';
const X = '+8617000000001';

/** Chromium without what it would ask the internet for. */
const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });

test('a person watches bindings and requests, places a call, sends an SMS and lets time pass', async (t) => {
  const platform = new Platform();
  const served = await serve(platform);
  t.after(() => served.close());
  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));

  await page.goto(served.url);
  assert.equal(await page.title(), 'PrivateNumber simulator');
  await page.getByRole('heading', { name: 'Bindings (0)' }).waitFor();

  // What a program does is seen without anything being clicked.
  const client = new Client(platform.account({ mode: 'axb', baseUrl: served.url }));
  await client.axb.createBinding({ callerNum: A, calleeNum: B, relationNum: X, userData: 'a<b>&"c"' });
  await page.getByRole('heading', { name: 'Bindings (1)' }).waitFor();
  assert.ok((await page.locator('#bindings').innerText()).includes('a<b>&"c"'));
  assert.match(await page.locator('#requests').innerText(), /POST\s+\/rest\/caas\/relationnumber\/partners\/v1\.0\s+200\s+0/);

  const call = page.locator('form[data-endpoint="/_simulator/call"]');
  await call.locator('[name=from]').fill(A);
  await call.locator('[name=to]').fill(X);
  await call.getByRole('button').click();
  await page.getByRole('heading', { name: 'Calls (1)' }).waitFor();

  const advance = page.locator('form[data-endpoint="/_simulator/advance"]');
  await advance.locator('[name=seconds]').fill('120');
  await advance.getByRole('button').click();
  // The callee saw X and never A.
  const row = page.locator('#calls tr').nth(1);
  await row.getByText('The user releases the call.', { exact: false }).waitFor();
  const cells = await row.locator('td').allInnerTexts();
  assert.deepEqual(cells.slice(1, 5), [A, X, B, X]);

  const sms = page.locator('form[data-endpoint="/_simulator/sms"]');
  await sms.locator('[name=from]').fill(B);
  await sms.locator('[name=to]').fill(X);
  await sms.locator('[name=text]').fill('on my way');
  await sms.getByRole('button').click();
  await page.getByRole('heading', { name: 'SMS (1)' }).waitFor();

  // A mistake is told in words, beside the form that it was made in.
  await sms.locator('[name=from]').fill('nobody');
  await sms.getByRole('button').click();
  await sms.locator('output').getByText('from', { exact: false }).waitFor();
  assert.deepEqual(problems.filter((problem) => !problem.includes('400')), []);
});
