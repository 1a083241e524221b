/** `tsx scripts/icon.ts`: renders the extension's icon from its source. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../test/editor-host/chromium.ts';
import { root } from './build.ts';

const size = 256;

const svg = await readFile(path.join(root, 'media/source/icon.svg'), 'utf8');
const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: size, height: size } });
await page.setContent(`<body style="margin: 0">${svg}`);
await page.screenshot({ path: path.join(root, 'media/icon.png'), omitBackground: true });
await browser.close();
