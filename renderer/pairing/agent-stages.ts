import type { ScreenOf } from '../../shared/pairing/view';
import { m } from '../messages/compiled/messages';

type AgentView = ScreenOf<'agent'>;

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
} satisfies Record<AgentView['stage'], () => string>;

/** The four things that happen one after the other; the last one holds the whole proof. */
export const stagesOf = ({ purpose, stage }: AgentView): readonly StageRow[] => {
  const now = purpose === 'prove' ? 3 : position[stage];
  const words = [
    { id: 'prepare', done: m.agent_stage_prepare, ahead: m.agent_stage_prepare_now },
    { id: 'ask', done: m.agent_stage_ask, ahead: m.agent_stage_ask_now },
    { id: 'check', done: m.agent_stage_check, ahead: m.agent_stage_check_now },
    {
      id: 'prove',
      done: m.agent_stage_prove,
      ahead: purpose === 'prove' ? proofText[stage] : m.agent_stage_prove,
    },
  ] as const;
  return words.map(({ id, done, ahead }, index) => ({
    id,
    status: index < now ? 'done' : index === now ? 'now' : 'next',
    text: index < now ? done() : ahead(),
  }));
};
