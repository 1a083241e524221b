import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/** Says in a notification that a call is being tried again. */
export function tellRetry(report: (message: string) => void): (retry: number, most: number) => void {
  return (retry, most) => report(l10n.t('trying again, {0} of {1}', retry, most));
}

/** Runs `work` under a notification that can cancel it and that shows the progress `work` reports. */
export function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    const controller = new AbortController();
    const listener = token.onCancellationRequested(() => controller.abort());
    return work(controller.signal, message => progress.report({ message })).finally(() => listener.dispose());
  });
}
