import type { ConfigurationView, ConnectionReport, Settings } from '../../shared/ipc/views';
import type { Result } from '../../shared/result';
import { settle, type Bridge } from '../bridge';
import { LiveView } from '../live-view.svelte';

export class ConfigurationState {
  readonly view: LiveView<ConfigurationView>;
  readonly #bridge: Bridge;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.view = new LiveView(bridge.configuration);
  }

  /** An operator serves one person after another here. */
  get isKiosk(): boolean {
    const view = this.view.current?.value;
    return view?.state === 'ready' && view.settings.mode === 'kiosk';
  }

  test(settings: Settings): Promise<Result<ConnectionReport>> {
    return settle(this.#bridge.configuration.test(settings));
  }

  save(settings: Settings): Promise<Result<undefined>> {
    return settle(this.#bridge.configuration.save(settings));
  }
}
