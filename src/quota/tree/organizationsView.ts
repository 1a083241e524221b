import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { setContextKeys } from '../../editor/contextKeys.ts';
import type { LateView } from '../../editor/lateView.ts';
import { appendPlainText } from '../../editor/plainText.ts';
import { onDidChangeSettings } from '../../editor/settings.ts';
import { treeItemOf } from '../../editor/treeItem.ts';
import { views } from '../../ids.ts';
import type { BadSetting } from '../../organizations/badSettings.ts';
import { isSample, type Organization } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import type { Credentials } from '../../organizations/signIn/credentials.ts';
import { cleanText } from '../../text/cleanText.ts';
import { readFormat } from '../formatSettings.ts';
import type { Growth } from '../growth.ts';
import type { StorageState, StorageStore } from '../storageStore.ts';
import { joined } from '../words.ts';
import { gather } from './gather.ts';
import { type Hover, hoverOf } from './hover.ts';
import { corpIdOf, type Node, organizationChildren, partitionChildren } from './nodes.ts';
import type { OrganizationList } from './organizationList.ts';
import { rowOf } from './rows.ts';

/** The Organizations view. It draws what is known, and asks about the organizations when it first becomes visible. */
export class OrganizationsView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  readonly tree: vscode.TreeView<Node>;
  private readonly disposables: vscode.Disposable[];
  private format = readFormat();
  private badSettings: readonly BadSetting[] = [];

  constructor(
    view: LateView<Node>,
    private readonly organizations: Organizations,
    private readonly list: OrganizationList,
    private readonly store: StorageStore,
    private readonly credentials: Credentials,
    private readonly budget: { factsOf(corpId: string): Promise<Hover['facts']> },
    private readonly findBadSettings: () => Promise<readonly BadSetting[]>,
    private readonly growth: Growth,
  ) {
    this.tree = view.tree;
    view.fill(this);
    const changes = gather<string>(corpIds => this.update(corpIds));
    this.disposables = [
      this.changed,
      this.tree.onDidChangeVisibility(() => this.load()),
      changes,
      store.onDidChange(corpId => changes.add(corpId)),
      growth.onDidChange(corpId => changes.add(corpId)),
      organizations.onDidChange(() => this.redraw()),
      onDidChangeSettings(() => this.redraw()),
    ];
    this.load();
  }

  /** If the view is visible, asks about the organizations that have not been asked about yet. */
  load(): void {
    void this.checkSettings();
    const unasked = this.tree.visible ? this.store.unasked(this.organizations.withSamples) : [];
    if (unasked.length > 0) {
      this.showProgress(Promise.allSettled(unasked.map(organization => this.store.refresh(organization))));
    }
  }

  /** Looks for settings that cannot be used, while somebody sees the rows that say so. */
  private async checkSettings(): Promise<void> {
    const found = this.tree.visible ? await this.findBadSettings() : this.badSettings;
    if (JSON.stringify(found) !== JSON.stringify(this.badSettings)) {
      this.badSettings = found;
      this.changed.fire(undefined);
    }
  }

  /** Redraws with the current settings and organizations. */
  private redraw(): void {
    this.format = readFormat();
    this.list.sort();
    this.rearrange();
    this.load();
  }

  /** Call when the list is sorted or filtered differently. */
  rearrange(): void {
    const { filter, isLowOnly, shown, size } = this.list;
    const names = filter === '' ? undefined : `“${cleanText(filter)}”`;
    const wanted = joined(isLowOnly ? l10n.t('low on storage') : undefined, names);
    const isFiltered = wanted !== '';
    this.tree.description = isFiltered ? l10n.t('{0}: {1} of {2}', wanted, shown.length, size) : '';
    setContextKeys({ isFiltered });
    this.changed.fire(undefined);
  }

  get isVisible(): boolean {
    return this.tree.visible;
  }

  /** Brings the view up. */
  async show(): Promise<void> {
    await vscode.commands.executeCommand(`${views.organizations}.focus`);
  }

  /** Brings up the row of a configured organization, without a filter that would hide it. */
  async reveal(organization: Organization): Promise<void> {
    if (!this.list.shown.includes(organization)) {
      this.list.showAll();
      this.rearrange();
    }
    await this.tree.reveal(organization, { select: true, focus: false });
  }

  /** Only rows of the top level are revealed. */
  getParent(): undefined {
    return undefined;
  }

  /** Shows the view's own progress bar until `work` has settled. */
  showProgress(work: Promise<unknown>): void {
    const options = { location: { viewId: views.organizations } };
    void vscode.window.withProgress(options, () => work.then(undefined, () => undefined));
  }

  /** Shows a number on the view's icon, or removes it. */
  showBadge(badge: vscode.ViewBadge | undefined): void {
    this.tree.badge = badge;
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  getChildren(node?: Node): Node[] {
    switch (node?.kind) {
      case undefined:
        return [...this.badSettings, ...this.list.shown, ...this.samples()];
      case 'samples':
        return [...node.organizations];
      case 'organization':
        return organizationChildren(node, this.stateOf(node));
      case 'partition':
        return partitionChildren(node);
      default:
        return [];
    }
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return treeItemOf(rowOf(node, this.stateOf(node), this.format, Date.now(), this.growth));
  }

  private samples(): Node[] {
    const organizations = this.organizations.samples;
    return organizations.length === 0 ? [] : [{ kind: 'samples', organizations }];
  }

  /** Builds the hover on demand. Its texts come from the server and the settings, so they are added as plain text. */
  async resolveTreeItem(item: vscode.TreeItem, node: Node): Promise<vscode.TreeItem> {
    const { title, facts } = hoverOf(
      node,
      this.stateOf(node),
      this.format,
      Date.now(),
      await this.pastedAt(node),
      { growth: await this.growthOf(node), usage: await this.usageOf(node) },
    );
    const hover = new vscode.MarkdownString();
    appendPlainText(hover.appendMarkdown('**'), title).appendMarkdown('**');
    for (const [name, value] of facts) {
      appendPlainText(hover.appendMarkdown('\n\n'), `${name}: ${value}`);
    }
    item.tooltip = hover;
    return item;
  }

  /** Redraws the organizations whose figures changed, or all of them if that moved any. */
  private update(corpIds: readonly string[]): void {
    if (this.list.sortByNewFigures()) {
      this.changed.fire(undefined);
    } else if (this.list.isLowOnly) {
      this.rearrange();
    } else {
      const changed = new Set(corpIds);
      this.changed.fire(this.organizations.withSamples.filter(({ corpId }) => changed.has(corpId)));
    }
  }

  /** When the user pasted the access token, for an organization that signs in with one. */
  private async pastedAt(node: Node): Promise<number | undefined> {
    return node.kind === 'organization' && node.signIn === 'accessToken'
      ? (await this.credentials.get(node.corpId))?.setAt
      : undefined;
  }

  /** The organization's calls this month; not for a third-party app, which has an allowance of its own. */
  private async usageOf(node: Node): Promise<Hover['facts']> {
    return node.kind === 'organization' && node.signIn !== 'thirdPartyApp' && !isSample(node)
      ? this.budget.factsOf(node.corpId)
      : [];
  }

  private async growthOf(node: Node): Promise<Hover['facts']> {
    return node.kind === 'organization' || node.kind === 'partition'
      ? this.growth.factsOf(node.corpId, node.kind === 'partition' ? node.partition.partitionType : undefined)
      : [];
  }

  private stateOf(node: Node): StorageState {
    const corpId = corpIdOf(node);
    return corpId === undefined ? {} : this.store.get(corpId);
  }
}
