/**
 * Which ways to a command a person has really gone: each command that the editor hands over to the extension, together
 * with the key or click before it. Nothing a test says counts, only what the window did.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { type CodeWay, reach } from './reach.ts';

export interface WayTaken {
  /** Without the prefix of our commands; of a button of a message, its text. */
  readonly command: string;
  /** As in the table, but for rows. */
  readonly ways: readonly string[];
  /** The kind of row that it was chosen on, if it was: what its id begins with. */
  readonly row: string;
}

const fileIn = (folder: string) => path.join(folder, 'ways.jsonl');

/** Keeps the ways that are taken in all windows of the context from now on. */
export async function watchWays(context: BrowserContext, folder: string): Promise<void> {
  await context.exposeBinding('wayTaken', (_source, way: WayTaken) =>
    appendFileSync(fileIn(folder), `${JSON.stringify(way)}\n`),
  );
  await context.addInitScript(watch);
}

/** The ways of the table, and those of the palette, that nobody has taken: `askAgain: inline lookup`. */
export function waysNotTaken(folder: string): string[] {
  const file = fileIn(folder);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  const taken = new Set(lines.flatMap(line => namesOf(JSON.parse(line) as WayTaken)));
  return Object.entries(reach).flatMap(([command, { palette, ways }]) =>
    [...(palette === 'never' ? [] : ['palette']), ...ways]
      .filter(way => !alternatives(way).some(each => taken.has(`${command}: ${each}`)))
      .map(way => `${command}: ${way}`),
  );
}

/** What is recorded for a way of the table: any of the rows will do, and a row says no more than its kind. */
function alternatives(way: string): string[] {
  const [, place, rows] = /^(inline|menu) (.*)$/.exec(way) ?? [];
  if (place === undefined || rows === undefined) return [way.replace(/^(title|more) .*/, '$1')];
  return rows
    .split(', ')
    .map(row => `${place} ${row.replace(/^audit\..*/, 'audit').replace(/^problem.*/, 'problem')}`);
}

const message: CodeWay = 'button of a message';

/** The buttons of messages that lead to a command. */
const buttons: Partial<Record<keyof typeof reach, readonly string[]>> = {
  addOrganization: ['Add Organization'],
  editOrganization: ['Edit Organization', 'Change Endpoint'],
  setCredential: ['Sign In', 'Edit Credential', 'Paste a New Token', 'Enter New Ticket'],
  resumeAudit: ['Resume'],
  showAudit: ['Show Result'],
  copyRequestId: ['Copy Request ID'],
  showLog: ['Show Log'],
  exploreSamples: ['Explore with Sample Data'],
  reportIssue: ['Report Issue…'],
};

function namesOf({ command, ways, row }: WayTaken): string[] {
  if (ways.includes(message)) {
    return Object.entries(buttons).flatMap(([id, texts]) =>
      texts.includes(command) ? [`${id}: ${message}`] : [],
    );
  }
  const names = ways.map(way => (way === 'inline' || way === 'menu' ? `${way} ${row}` : way));
  return names.map(name => `${command}: ${name}`);
}

/** Runs in each window, before its own scripts. */
const watch = `{
  let ways = [];
  let menu = 'menu';
  const keys = { Enter: 'enter', Delete: 'delete', F2: 'f2' };
  const within = (event, selector) => event.composedPath().find(each => each.matches?.(selector));
  const places = [
    ['.monaco-menu', () => menu],
    ['.quick-input-widget', () => 'palette'],
    ['.notification-list-item', () => 'button of a message'],
    ['.workbench-hover, .monaco-hover', () => 'link in the status bar’s hover'],
    ['.pane .welcome-view-content', () => 'welcome'],
    ['.gettingStartedContainer', () => 'walkthrough'],
    ['.pane-header .actions-container', () => 'title'],
    ['.pane .monaco-list-row .actions-container', () => 'inline'],
    ['.pane .monaco-list', () => 'click on a problem, or Enter'],
  ];
  const take = (event, others = []) => {
    const found = places.find(([selector]) => within(event, selector));
    if (found === undefined) return;
    const way = found[1]();
    ways = [way, ...others];
    const button = within(event, '.monaco-button');
    if (way === 'button of a message' && button) {
      wayTaken({ command: button.textContent.replace(/[⟦⟧]/g, ''), ways, row: '' });
    }
  };
  addEventListener('contextmenu', () => { menu = 'menu'; }, true);
  addEventListener('mousedown', event => {
    if (event.button === 2) menu = 'menu';
    else if (within(event, '.pane-header .codicon-toolbar-more')) menu = 'more';
    if (event.button === 0) take(event);
  }, true);
  addEventListener('mouseup', event => { if (event.button === 0 && within(event, '.monaco-menu')) take(event); }, true);
  addEventListener('keydown', event => {
    const { key, ctrlKey, metaKey, shiftKey } = event;
    if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) menu = 'menu';
    const name = keys[key] ?? ((ctrlKey || metaKey) && key.toLowerCase() === 'c' ? 'ctrl+c' : undefined);
    if (name === undefined) return;
    if (within(event, '.pane .monaco-list') && name !== 'enter') ways = ['key ' + name];
    else if (name === 'enter') take(event, ['key enter']);
  }, true);
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    if (typeof data !== 'string' && (data.byteLength ?? Infinity) < 100000) {
      const text = new TextDecoder().decode(data);
      for (const call of text.split('$executeContributedCommand').slice(1)) {
        const command = /"dingtalkStorage\\.(\\w+)/.exec(call.slice(0, 400))?.[1];
        const id = /"\\$treeItemHandle":"1\\/([^"]*)"/.exec(call)?.[1] ?? '';
        const isInPage = call.includes('"webviewSection":"rows"');
        const row = isInPage ? 'rows' : /^organization:sample/.test(id) ? 'sampleOrganization' : id.split(':')[0];
        if (command !== undefined) wayTaken({ command, ways, row });
      }
    }
    return send.call(this, data);
  };
}`;
