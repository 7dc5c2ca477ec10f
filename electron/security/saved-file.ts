import { join } from 'node:path';
import { app, dialog, shell, type BrowserWindow } from 'electron';

/** Asks by the system's own dialog where to save a zip; null where the person says nowhere. */
export const askWhereToSave = async (
  window: BrowserWindow | null,
  suggestedName: string,
): Promise<string | null> => {
  if (window === null || window.isDestroyed()) return null;
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), suggestedName),
    filters: [{ name: 'ZIP', extensions: ['zip'] }],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  return canceled || filePath === '' ? null : filePath;
};

/** Opens the folder, never the file. */
export const showInFolder = (file: string): void => shell.showItemInFolder(file);
