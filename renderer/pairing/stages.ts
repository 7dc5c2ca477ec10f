import type { PairingView, ScreenOf } from '../../shared/pairing/screen';
import { m } from '../messages/compiled/messages';

/** The screens on which something else than a typed code is waited for, in stages. */
type Staged = Pick<ScreenOf<'agent'>, 'purpose' | 'stage'>;
type Words = () => string;

export interface StageRow {
  readonly id: 'prepare' | 'ask' | 'check' | 'prove';
  readonly status: 'done' | 'now' | 'next';
  readonly text: string;
}

const position = { preparing: 0, asking: 1, checking: 2 } satisfies Record<Staged['stage'], number>;

/** Who is waited for: what is said meanwhile, and afterwards. */
export interface AskWords {
  readonly ahead: Words;
  readonly done: Words;
}

const proofText = (stage: Staged['stage'], ask: AskWords): Words => {
  const texts = {
    preparing: m.agent_stage_prove_prepare,
    asking: ask.ahead,
    checking: m.agent_stage_prove_check,
  } satisfies Record<Staged['stage'], Words>;
  return texts[stage];
};

const rows = (
  words: readonly { id: StageRow['id']; done: Words; ahead: Words }[],
  now: number,
): readonly StageRow[] =>
  words.map(({ id, done, ahead }, index) => ({
    id,
    status: index < now ? 'done' : index === now ? 'now' : 'next',
    text: index < now ? done() : ahead(),
  }));

/** What happens one after the other. The last row of a pairing holds the whole proof; a proof alone is told in full. */
export const stagesOf = (
  { purpose, stage }: Staged,
  goal: PairingView['goal'],
  ask: AskWords,
): readonly StageRow[] =>
  goal === 'prove'
    ? rows(
        [
          { id: 'prepare', done: m.agent_proof_prepare, ahead: m.agent_proof_prepare_now },
          { id: 'ask', ...ask },
          { id: 'check', done: m.agent_stage_check, ahead: m.agent_stage_prove_check },
        ],
        position[stage],
      )
    : rows(
        [
          { id: 'prepare', done: m.agent_stage_prepare, ahead: m.agent_stage_prepare_now },
          { id: 'ask', ...ask },
          { id: 'check', done: m.agent_stage_check, ahead: m.agent_stage_check_now },
          {
            id: 'prove',
            done: m.agent_stage_prove,
            ahead: purpose === 'prove' ? proofText(stage, ask) : m.agent_stage_prove,
          },
        ],
        purpose === 'prove' ? 3 : position[stage],
      );
