import { join } from 'node:path';
import { createConfiguration, type ConfigurationStore } from './configuration/sources';
import { placeWindow, type LoadingWindow } from './window';
import { createWindowState, type WindowState } from './window-state';

export interface PlacingDependencies {
  readonly environment: {
    readonly ENROLLMENT_DESK_CONFIG: string | undefined;
    readonly ProgramData: string | undefined;
  };
  /** where Electron keeps what is this person's */
  readonly dataFolder: string;
  /** it stays unseen, and no kiosk's */
  readonly selfTest: boolean;
}

/** Where windows belong, and what tells. It is loaded before all the rest; see [Note: The window comes first]. */
export interface Placing {
  readonly configuration: ConfigurationStore;
  readonly windowState: WindowState;
  /** Puts a window where it belongs; whether it is a kiosk's. */
  place(loading: LoadingWindow): Promise<boolean>;
  show(loading: LoadingWindow): void;
}

export const createPlacing = ({
  environment,
  dataFolder,
  selfTest,
}: PlacingDependencies): Placing => {
  const configuration = createConfiguration({
    env: environment,
    platform: process.platform,
    programData: environment.ProgramData,
    userSettingsFile: join(dataFolder, 'settings.json'),
  });
  const windowState = createWindowState(join(dataFolder, 'state', 'window.json'), () => Date.now());
  return {
    configuration,
    windowState,
    async place({ window }) {
      const [bounds, view] = await Promise.all([windowState.recall(), configuration.read()]);
      const isKiosk = view.state === 'ready' && view.settings.mode === 'kiosk' && !selfTest;
      placeWindow(window, bounds, isKiosk);
      return isKiosk;
    },
    show({ window }) {
      if (!selfTest && !window.isDestroyed()) window.show();
    },
  };
};
