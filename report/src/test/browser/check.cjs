'use strict';
// Opens reports in Chromium and fails on anything that a reader would trip over.
// node check.cjs DIRECTORY [BROWSER]: every *.html in the directory, pictures beside them
const fs = require('fs');
const path = require('path');
const directory = path.resolve(process.argv[2] || '.');
const {createRequire} = require('module');
const installed = createRequire(path.join(directory, 'x.cjs'));
const puppeteer = installed('puppeteer-core');
const axe = fs.readFileSync(installed.resolve('axe-core/axe.min.js'), 'utf8');

const browserPath = process.argv[3] || '/usr/bin/chromium';
const failures = [];
let checks = 0;

function expect(holds, what) {
  checks++;
  if (!holds) {
    failures.push(what);
    console.error('not so: ' + what);
  }
}

async function open(browser, file, {width, dark, script}) {
  const page = await browser.newPage();
  const requests = [];
  const said = [];
  page.on('request', (request) => { if (!request.url().startsWith('file:')) requests.push(request.url()); });
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await page.setViewport({width, height: 900});
  await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: dark ? 'dark' : 'light'}]);
  await page.setJavaScriptEnabled(script);
  await page.goto('file://' + file);
  return {page, requests, said};
}

async function look(browser, file) {
  const name = path.basename(file, '.html');
  for (const width of [1280, 390]) {
    for (const dark of [false, true]) {
      const where = `${name} at ${width} pixels, ${dark ? 'dark' : 'light'}`;
      const {page, requests, said} = await open(browser, file, {width, dark, script: true});
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(sideways <= 0, `${where}: no sideways scrolling, but ${sideways} pixels`);
      expect(requests.length === 0, `${where}: no request, but ${requests.join(', ')}`);
      expect(said.length === 0, `${where}: nothing on the console, but ${said.join(' | ')}`);
      await page.screenshot({path: path.join(directory, `${name}-${width}-${dark ? 'dark' : 'light'}.png`), fullPage: true});
      await page.close();
      // axe needs a script of its own in the page, which the page's policy forbids: only this visit goes without the policy
      const second = await browser.newPage();
      await second.setBypassCSP(true);
      await second.setViewport({width, height: 900});
      await second.emulateMediaFeatures([{name: 'prefers-color-scheme', value: dark ? 'dark' : 'light'}]);
      await second.goto('file://' + file);
      await second.evaluate(axe);
      const result = await second.evaluate(() => globalThis.axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}));
      for (const violation of result.violations) {
        const targets = violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join('; ');
        expect(false, `${where}: ${violation.id}: ${violation.help} (${targets})`);
      }
      checks++;
      await second.close();
    }
  }

  const plain = await open(browser, file, {width: 1280, dark: false, script: false});
  expect(await plain.page.$eval('main', (main) => main.innerText.length) > 200, `${name} without script: there is text`);
  expect(await plain.page.$eval('.filters', (form) => form.offsetParent === null), `${name} without script: no dead filter`);
  await plain.page.close();

  const {page, said} = await open(browser, file, {width: 1280, dark: false, script: true});
  expect(await page.$eval('.filters', (form) => form.offsetParent !== null), `${name}: the filter is there`);
  const keys = await page.$$eval('article[data-key]', (flags) => flags.map((flag) => flag.dataset.key));
  if (keys.length > 1) {
    await page.type('.filters input', keys[0]);
    const left = await page.$$eval('article[data-key]', (flags) => flags.filter((flag) => !flag.hidden).map((flag) => flag.dataset.key));
    expect(left.includes(keys[0]) && left.length < keys.length, `${name}: typing a key leaves only what has it`);
    await page.click('.filters button[type=reset]');
    await page.waitForFunction((count) => document.querySelectorAll('article[data-key]:not([hidden])').length === count, {timeout: 3000}, keys.length);
    await page.evaluate((key) => { location.hash = '#flag-' + key; }, keys[keys.length - 1]);
    const shown = await page.$eval('article:target', (flag) => flag.dataset.key);
    expect(shown === keys[keys.length - 1], `${name}: a link leads to its flag`);
  }
  const seen = new Set();
  for (let press = 0; press < 400; press++) {
    await page.keyboard.press('Tab');
    seen.add(await page.evaluate(() => document.activeElement?.closest('.graph') ? 'graph' : document.activeElement?.closest('.filters') ? 'filters' : document.activeElement?.tagName));
    if (seen.has('graph') && seen.has('filters')) break;
  }
  expect(seen.has('filters'), `${name}: the keyboard reaches the filters`);
  if (await page.$('.graph a')) expect(seen.has('graph') || keys.length > 50, `${name}: the keyboard reaches the graph`);
  expect(said.length === 0, `${name}: nothing on the console, but ${said.join(' | ')}`);
  const pdf = await page.pdf({path: path.join(directory, name + '.pdf')});
  expect(pdf.length > 1000, `${name}: it prints`);
  await page.close();
}

(async () => {
  const files = fs.readdirSync(directory).filter((file) => file.endsWith('.html')).map((file) => path.join(directory, file));
  if (files.length === 0) {
    console.error('no page in ' + directory);
    process.exit(1);
  }
  const browser = await puppeteer.launch({
    executablePath: browserPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    for (const file of files) {
      await look(browser, file);
    }
  } finally {
    await browser.close();
  }
  console.log(`${checks - failures.length} passed, ${failures.length} failed`);
  process.exit(failures.length ? 1 : 0);
})();
