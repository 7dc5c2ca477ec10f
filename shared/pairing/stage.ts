import type { DeskError } from '../errors';
import type {
  Abandoning,
  Checking,
  Description,
  Failed,
  PairedDevice,
  PairingFacts,
} from './state';

/** What every state has. */
export interface Stage {
  readonly facts: PairingFacts;
  readonly step: number;
}

/** The part of the next state that follows from any state: its command is another one. */
export const next = ({ facts, step }: Stage): Stage => ({ facts, step: step + 1 });

export const failed = (
  stage: Stage,
  failure: Pick<Failed, 'error' | 'left' | 'device' | 'retry'>,
): Failed => ({
  ...next(stage),
  name: 'failed',
  ...failure,
});

/** From the start once more, with what was typed before. */
export const checkAgain = (stage: Stage, description: Description | null): Checking | null =>
  description === null
    ? null
    : {
        ...next(stage),
        name: 'checking',
        type: description.details.type,
        draft: { details: description.details, nickname: description.nickname },
      };

export const abandon = (
  stage: Stage,
  device: PairedDevice,
  description: Description | null,
  because: DeskError | null,
  onward: Abandoning['onward'] = 'leave',
): Abandoning => ({ ...next(stage), name: 'abandoning', device, description, because, onward });
