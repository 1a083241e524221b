import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { isRow } from '../../editor/command.ts';
import type { Commands } from '../../editor/commands.ts';
import { commands } from '../../ids.ts';
import { isSortOrder, type SortOrder, sortOrders } from './arrange.ts';
import type { OrganizationList } from './organizationList.ts';

type View = { rearrange(): void };

/** *Filter Organizations…*, *Clear Filter* and *Sort Organizations…*. */
export function registerArrangeCommands(registry: Commands, list: OrganizationList, view: View): void {
  const filter = (text: string) => {
    list.filter = text;
    view.rearrange();
  };
  registry.register(commands.filterOrganizations, {
    complete: argument => argumentOf(argument),
    run: ({ text }) => (text === undefined ? askFilter(list, filter) : filter(String(text))),
  });
  registry.register(commands.clearFilter, { complete: () => true, run: () => filter('') });
  registry.register(commands.sortOrganizations, {
    complete(argument) {
      const { by } = argumentOf(argument);
      return by === undefined ? askOrder(list.order) : readOrder(by);
    },
    async run(order) {
      await list.setOrder(order);
      view.rearrange();
    },
  });
}

/** A button in the view's title comes with the row that has the focus, and is not about it. */
function argumentOf(argument: unknown): { text?: unknown; by?: unknown } {
  return isRow(argument) ? {} : (argument ?? {});
}

/** Filters at every key. Escape takes that back, unless the filter was cleared in the meantime. */
function askFilter(list: OrganizationList, filter: (text: string) => void): void {
  const before = list.filter;
  const box = vscode.window.createInputBox();
  box.title = l10n.t('Filter Organizations');
  box.prompt = l10n.t(
    'Show organizations whose name or corpId contains all of these words. Leave empty to show all.',
  );
  box.value = before;
  // A look at what was found, a click on it even, is no end of the search.
  box.ignoreFocusOut = true;
  let isAccepted = false;
  box.onDidChangeValue(filter);
  box.onDidAccept(() => {
    isAccepted = true;
    box.hide();
  });
  box.onDidHide(() => {
    if (!isAccepted && list.filter === box.value.trim()) {
      filter(before);
    }
    box.dispose();
  });
  box.show();
}

async function askOrder(current: SortOrder): Promise<SortOrder | undefined> {
  const names: Record<SortOrder, string> = {
    configured: l10n.t('Settings Order'),
    name: l10n.t('By Name'),
    fullest: l10n.t('Fullest First'),
  };
  const items = sortOrders.map(order => ({
    label: names[order],
    iconPath: new vscode.ThemeIcon(order === current ? 'check' : 'blank'),
    ...(order === current ? { description: l10n.t('current') } : {}),
    order,
  }));
  const title = l10n.t('Sort Organizations');
  return (await vscode.window.showQuickPick(items, { title }))?.order;
}

function readOrder(by: unknown): SortOrder {
  if (!isSortOrder(by)) {
    throw new DingTalkError('invalidParameter', {
      parameter: 'by',
      reason: `needed: ${sortOrders.join(', ')}`,
    });
  }
  return by;
}
