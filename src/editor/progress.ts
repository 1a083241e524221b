import * as vscode from 'vscode';

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
