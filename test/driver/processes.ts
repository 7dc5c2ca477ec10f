import { readdir, readFile } from 'node:fs/promises';
import type { ElectronApplication } from '@playwright/test';
import type { Profile } from './profile';

/** Process ids of the app, by what they do. */
export const processesOf = (
  electron: ElectronApplication,
): Promise<readonly { readonly pid: number; readonly type: string }[]> =>
  electron.evaluate(({ app }) => app.getAppMetrics().map(({ pid, type }) => ({ pid, type })));

/** What the app has logged under this profile so far. */
export const logOf = async ({ appData }: Profile): Promise<string> => {
  const files = await readdir(appData, { recursive: true });
  const logs = files.filter((file) => file.endsWith('enrollment-desk.log'));
  return (await Promise.all(logs.map((file) => readFile(`${appData}/${file}`, 'utf8')))).join('');
};

/** What the app asks in dialogs of the system is answered with this button, counted from 0, and kept for `asked`. */
export const answerDialogs = (electron: ElectronApplication, button: number): Promise<void> =>
  electron.evaluate(({ dialog }, response) => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (...given: unknown[]) => {
      const { message, detail, buttons } = given.at(-1) as Electron.MessageBoxOptions;
      asked.push({ message, detail, buttons });
      return Promise.resolve({ response, checkboxChecked: false });
    };
  }, button);

export interface Question {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

/** What the dialogs asked since `answerDialogs`. */
export const asked = (electron: ElectronApplication): Promise<readonly Question[]> =>
  electron.evaluate(() => Reflect.get(globalThis, 'asked') as Question[]);

/** The text of the window as it is now: Playwright's own page does not outlive a crash. */
export const shownText = (electron: ElectronApplication): Promise<string> =>
  electron.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined || window.webContents.isCrashed() || window.webContents.isLoading())
      return '';
    const text = window.webContents.executeJavaScript('document.body.innerText');
    // a page that dies meanwhile never answers
    const never = new Promise((resolve) => setTimeout(resolve, 1_000, ''));
    return (await Promise.race([text, never])) as string;
  });

/** Does something in the page of the window, whichever process it lives in now. */
export const inPage = (electron: ElectronApplication, script: string): Promise<unknown> =>
  electron.evaluate(
    ({ BrowserWindow }, text) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        text,
        true,
      ) as Promise<unknown>,
    script,
  );
