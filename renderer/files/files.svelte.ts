import type { FileTroubles } from '../../shared/ipc/file-view';
import type { Bridge } from '../bridge';
import { LiveView } from '../live-view.svelte';

type Trouble = FileTroubles['troubles'][number];

/** What this program keeps on this computer and cannot use. */
export class FilesState {
  readonly view: LiveView<FileTroubles>;
  #dismissed = $state.raw<readonly Trouble[]>([]);

  constructor(bridge: Bridge) {
    this.view = new LiveView(bridge.files);
  }

  get troubles(): readonly Trouble[] {
    return (this.view.current?.value.troubles ?? []).filter(
      ({ file, trouble }) =>
        !this.#dismissed.some((each) => each.file === file && each.trouble === trouble),
    );
  }

  dismiss(): void {
    this.#dismissed = this.view.current?.value.troubles ?? [];
  }
}
