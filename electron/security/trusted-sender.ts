import { BrowserWindow, type IpcMainInvokeEvent } from 'electron';

/** Whether a call comes from the top frame of one of our own windows, showing our own page. */
export const createTrustedSender =
  (isOwnUrl: (url: string) => boolean) =>
  ({ sender, senderFrame }: IpcMainInvokeEvent): boolean =>
    senderFrame !== null &&
    senderFrame === sender.mainFrame &&
    BrowserWindow.fromWebContents(sender) !== null &&
    isOwnUrl(senderFrame.url);
