import * as vscode from 'vscode';
import { LateView } from './editor/lateView.ts';
import { commands, tools, views } from './ids.ts';
import { type Later, later } from './later.ts';
import type { Started, Views } from './start.ts';

let started: Later<Started> | undefined;

/** The editor waits for this, some seconds at most, before it ends the process. */
export async function deactivate(): Promise<void> {
  await (await started?.asked)?.end();
}

/**
 * Announces the commands, views and tools of the manifest. What is behind them is loaded once the editor has gone
 * on with its own start, or when one of them is used.
 */
export function activate(context: vscode.ExtensionContext): void {
  const load: Later<Started> = later(async () => (await import('./start.ts')).start(context, trees));
  const trees: Views = {
    organizations: new LateView(views.organizations, load),
    lookups: new LateView(views.lookups, load),
    audits: new LateView(views.audits, load),
    files: new LateView(views.files, async () => (await load()).fillFiles()),
  };
  started = load;
  context.subscriptions.push(
    ...Object.values(trees),
    ...Object.values(commands).map(id =>
      vscode.commands.registerCommand(id, async (argument?: unknown, selection?: unknown) =>
        (await load()).registry.call(id, argument, selection),
      ),
    ),
    ...Object.values(tools).map(name =>
      vscode.lm.registerTool(name, {
        prepareInvocation: async (options, token) => (await tool(name)).prepareInvocation?.(options, token),
        invoke: async (options, token) => (await tool(name)).invoke(options, token),
      }),
    ),
  );
  const tool = async (name: keyof Started['tools']) => (await load()).tools[name];
  setImmediate(load);
}
