import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { setContextKeys } from '../../editor/contextKeys.ts';
import type { LateView } from '../../editor/lateView.ts';
import { appendPlainText } from '../../editor/plainText.ts';
import { onDidChangeSettings } from '../../editor/settings.ts';
import { treeItemOf } from '../../editor/treeItem.ts';
import { views } from '../../ids.ts';
import { isSample } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/organizations.ts';
import type { Credentials } from '../../organizations/signIn/credentials.ts';
import { cleanText } from '../../text/cleanText.ts';
import { readFormat } from '../formatSettings.ts';
import type { Growth } from '../growth.ts';
import type { StorageState, StorageStore } from '../storageStore.ts';
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

  constructor(
    view: LateView<Node>,
    private readonly organizations: Organizations,
    private readonly list: OrganizationList,
    private readonly store: StorageStore,
    private readonly credentials: Credentials,
    private readonly budget: { factsOf(corpId: string): Promise<Hover['facts']> },
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
    const unasked = this.tree.visible ? this.store.unasked(this.organizations.withSamples) : [];
    if (unasked.length > 0) {
      this.showProgress(Promise.allSettled(unasked.map(organization => this.store.refresh(organization))));
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
    const { filter, shown, size } = this.list;
    const isFiltered = filter !== '';
    this.tree.description = isFiltered
      ? l10n.t('“{0}”: {1} of {2}', cleanText(filter), shown.length, size)
      : '';
    setContextKeys({ isFiltered });
    this.changed.fire(undefined);
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
        return [...this.list.shown, ...this.samples()];
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
