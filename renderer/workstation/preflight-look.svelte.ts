import type { DeskError } from '../../shared/errors';
import type { Preflight } from '../../shared/ipc/views';
import { settle, type Bridge } from '../bridge';

export type Finding = Preflight['findings'][number];

/** A look at what stands between this computer and PingID Desktop. Only the newest one counts. */
export class PreflightLook {
  /** null: not looked yet */
  findings = $state.raw<readonly Finding[] | null>(null);
  problem = $state.raw<DeskError | null>(null);
  looking = $state(false);
  readonly #preflight: Bridge['workstation']['preflight'];
  #version = 0;

  constructor({ preflight }: Pick<Bridge['workstation'], 'preflight'>) {
    this.#preflight = preflight;
  }

  async look(): Promise<void> {
    const version = ++this.#version;
    this.looking = true;
    const result = await settle(this.#preflight());
    if (version !== this.#version) return;
    this.looking = false;
    this.problem = result.ok ? null : result.error;
    // what was found before a look that failed may not be true any more
    this.findings = result.ok ? result.value.findings : null;
  }

  /** What is still under way is not answered. */
  close(): void {
    this.#version += 1;
    this.looking = false;
  }
}
