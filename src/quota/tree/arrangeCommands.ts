import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { DingTalkError } from '../../dingtalk/errors.ts';
import { showPick } from '../../editor/boxes/showPick.ts';
import type { Commands } from '../../editor/commands.ts';
import { commands } from '../../ids.ts';
import { showNoOrganizations } from '../../organizations/pickOrganization.ts';
import { isSortOrder, type SortOrder, sortOrders } from './arrange.ts';
import type { OrganizationList } from './organizationList.ts';

type View = { rearrange(): void; show(): PromiseLike<unknown> };

const filterArgument = v.object({ text: v.exactOptional(v.string()) });
const sortArgument = v.object({ by: v.exactOptional(v.string()) });

/** *Filter Organizations…*, *Clear Filter* and *Sort Organizations…*. */
export function registerArrangeCommands(registry: Commands, list: OrganizationList, view: View): void {
  const filter = (text: string) => {
    list.filter = text;
    view.rearrange();
  };
  registry.register(commands.filterOrganizations, {
    argument: filterArgument,
    prepare: ({ given, isByPerson }) => (hasAny(list, isByPerson) ? given : undefined),
    run: ({ text }: v.InferOutput<typeof filterArgument>) =>
      text === undefined ? askFilter(list, filter) : filter(text),
  });
  registry.register(commands.showLowOnStorage, {
    prepare: ({ isByPerson }) => hasAny(list, isByPerson),
    async run() {
      list.showLow();
      view.rearrange();
      await view.show();
    },
  });
  registry.register(commands.clearFilter, {
    prepare: () => true,
    run() {
      list.showAll();
      view.rearrange();
    },
  });
  registry.register(commands.sortOrganizations, {
    argument: sortArgument,
    prepare: ({ given: { by }, isByPerson }) =>
      by !== undefined ? readOrder(by) : hasAny(list, isByPerson) ? askOrder(list.order) : undefined,
    async run(order: SortOrder) {
      await list.setOrder(order);
      view.rearrange();
    },
  });
}

/** Whether there is something to arrange; a person is told if not. */
function hasAny(list: OrganizationList, isByPerson: boolean): true | undefined {
  if (list.size > 0 || !isByPerson) {
    return true;
  }
  void showNoOrganizations();
  return undefined;
}

/** Filters while the user types. Escape restores the previous filter, unless it was cleared in the meantime. */
function askFilter(list: OrganizationList, filter: (text: string) => void): void {
  const before = list.filter;
  const box = vscode.window.createInputBox();
  box.title = l10n.t('Filter Organizations');
  box.prompt = l10n.t(
    'Show organizations whose name or corpId contains all of these words. Leave empty to show all.',
  );
  box.value = before;
  // Clicking one of the results must not end the search.
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
  return (await showPick(items, { title }))?.order;
}

function readOrder(by: string): SortOrder {
  if (!isSortOrder(by)) {
    throw new DingTalkError('invalidParameter', {
      parameter: 'by',
      reason: `needed: ${sortOrders.join(', ')}`,
    });
  }
  return by;
}
