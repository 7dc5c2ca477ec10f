import type { DeskError } from '../../shared/errors';
import type { HandOverAsk } from '../../shared/kiosk/view';

type Description = Omit<Extract<HandOverAsk, { kind: 'pair' }>, 'kind'>;

/** Somebody else than who describes the device: they confirm it before anything is created. */
export interface Recipient {
  readonly name: string;
  /** they have said that it is not them, or not theirs */
  readonly denied: boolean;
  /** why the screen could not be handed to them */
  readonly problem: DeskError | null;
  readonly handOver: (description: Description) => Promise<unknown>;
}
