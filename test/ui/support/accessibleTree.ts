/** What assistive technology learns about a part of the window, from Chromium's own accessibility tree. */
import assert from 'node:assert/strict';
import type { CDPSession, FrameLocator, Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';

export interface AccessibleNode {
  readonly role: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface RawNode {
  ignored: boolean;
  backendDOMNodeId?: number;
  role?: { value: string };
  name?: { value: string };
  properties?: { name: string; value: { value?: unknown } }[];
}

/** Roles that a person acts on or moves through: each must have a name. */
const roles = [
  ...['button', 'link', 'checkbox', 'textbox', 'searchbox', 'combobox', 'spinbutton', 'switch', 'tab'],
  ...['menuitem', 'menuitemcheckbox', 'option', 'treeitem', 'dialog', 'alertdialog'],
];

interface DomNode {
  backendNodeId: number;
  children?: DomNode[];
  shadowRoots?: DomNode[];
}

/** The nodes with these roles in the parts. */
export async function accessibleNodes(page: Page, ...parts: readonly Locator[]): Promise<AccessibleNode[]> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('Accessibility.enable');
    const inside = new Set<number>();
    for (const part of parts) await addElements(session, part, inside);
    const { nodes } = await session.send('Accessibility.getFullAXTree', {});
    return (nodes as RawNode[])
      .filter(node => !node.ignored && inside.has(node.backendDOMNodeId ?? -1))
      .filter(({ role }) => roles.includes(role?.value ?? ''))
      .map(({ role, name, properties = [] }) => ({
        role: role?.value ?? '',
        name: name?.value ?? '',
        properties: Object.fromEntries(properties.map(({ name, value }) => [name, value.value])),
      }));
  } finally {
    await session.detach();
  }
}

/** The same, when there are any; every one of them has a name. */
export async function namedNodes(page: Page, ...parts: readonly Locator[]): Promise<AccessibleNode[]> {
  let nodes: AccessibleNode[] = [];
  await eventually(async () => {
    nodes = await accessibleNodes(page, ...parts);
    assert.ok(nodes.length > 0, 'nothing is there');
  });
  assert.deepEqual(
    nodes.filter(({ name }) => name.trim() === ''),
    [],
  );
  return nodes;
}

/** The roles of what a person acts on, or that is read by its name, in a line of Playwright's tree. */
const unnamed =
  /^\s*- (button|slider|img|link|textbox|searchbox|combobox|checkbox|heading|table|grid|columnheader|separator|main)(:| \[|$)/m;

/** A webview page as assistive technology has it, line by line; nothing that needs a name is without one. */
export async function namedPage(frame: FrameLocator): Promise<string> {
  const tree = await frame.locator('body').ariaSnapshot();
  assert.doesNotMatch(tree, unnamed);
  return tree;
}

/** Adds the protocol's ids for a part's elements, including those in shadow trees. */
async function addElements(session: CDPSession, part: Locator, numbers: Set<number>): Promise<void> {
  // To get from Playwright's element to the protocol's, set a marker that the protocol can search for.
  const mark = '__accessiblePart';
  await part.evaluate((element, name) => Object.assign(globalThis, { [name]: element }), mark);
  const { result } = await session.send('Runtime.evaluate', { expression: mark });
  if (result.objectId === undefined) throw new Error('The part is not there.');
  const { node } = await session.send('DOM.describeNode', {
    objectId: result.objectId,
    depth: -1,
    pierce: true,
  });
  const add = ({ backendNodeId, children = [], shadowRoots = [] }: DomNode): void => {
    numbers.add(backendNodeId);
    for (const child of [...children, ...shadowRoots]) add(child);
  };
  add(node);
}
