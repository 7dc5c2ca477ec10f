import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';

/** Whether a call comes from the top frame of the one window, showing our own page. */
export const createTrustedSender =
  (window: () => BrowserWindow | null, isOwnUrl: (url: string) => boolean) =>
  ({ sender, senderFrame }: IpcMainInvokeEvent): boolean => {
    const ours = window();
    return (
      senderFrame !== null &&
      senderFrame === sender.mainFrame &&
      ours !== null &&
      !ours.isDestroyed() &&
      ours.webContents === sender &&
      isOwnUrl(senderFrame.url)
    );
  };
