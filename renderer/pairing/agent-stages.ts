import type { PairingView, ScreenOf } from '../../shared/pairing/screen';
import { m } from '../messages/compiled/messages';

type AgentView = ScreenOf<'agent'>;
type Words = () => string;

export interface StageRow {
  readonly id: 'prepare' | 'ask' | 'check' | 'prove';
  readonly status: 'done' | 'now' | 'next';
  readonly text: string;
}

const position = { preparing: 0, asking: 1, checking: 2 } satisfies Record<
  AgentView['stage'],
  number
>;

const proofText = {
  preparing: m.agent_stage_prove_prepare,
  asking: m.agent_stage_ask_now,
  checking: m.agent_stage_prove_check,
} satisfies Record<AgentView['stage'], Words>;

const rows = (
  words: readonly { id: StageRow['id']; done: Words; ahead: Words }[],
  now: number,
): readonly StageRow[] =>
  words.map(({ id, done, ahead }, index) => ({
    id,
    status: index < now ? 'done' : index === now ? 'now' : 'next',
    text: index < now ? done() : ahead(),
  }));

const ask = { id: 'ask', done: m.agent_stage_ask, ahead: m.agent_stage_ask_now } as const;

/** What happens one after the other. The last row of a pairing holds the whole proof; a proof alone is told in full. */
export const stagesOf = (
  { purpose, stage }: AgentView,
  goal: PairingView['goal'],
): readonly StageRow[] =>
  goal === 'prove'
    ? rows(
        [
          { id: 'prepare', done: m.agent_proof_prepare, ahead: m.agent_proof_prepare_now },
          ask,
          { id: 'check', done: m.agent_stage_check, ahead: m.agent_stage_prove_check },
        ],
        position[stage],
      )
    : rows(
        [
          { id: 'prepare', done: m.agent_stage_prepare, ahead: m.agent_stage_prepare_now },
          ask,
          { id: 'check', done: m.agent_stage_check, ahead: m.agent_stage_check_now },
          {
            id: 'prove',
            done: m.agent_stage_prove,
            ahead: purpose === 'prove' ? proofText[stage] : m.agent_stage_prove,
          },
        ],
        purpose === 'prove' ? 3 : position[stage],
      );
