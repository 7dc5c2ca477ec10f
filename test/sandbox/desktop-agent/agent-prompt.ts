import { randomUUID } from 'node:crypto';
import { timestamp, type Clock } from '../clock';

export type AgentAnswer = 'confirm' | 'decline';

/** What the agent's dialog asks the person at the screen. */
export interface AgentPrompt {
  id: string;
  action: 'register' | 'authenticate';
  rpId: string;
  origin: string;
  since: string;
}

/** The agent's dialog: one at a time, closed when the asking connection ends. */
export interface AgentDialog {
  readonly prompt: AgentPrompt | null;
  /** Undefined when `signal` ends it before the person does. */
  ask(
    question: Pick<AgentPrompt, 'action' | 'rpId' | 'origin'>,
    signal: AbortSignal,
  ): Promise<AgentAnswer | undefined>;
  /** False when nothing is asked. */
  answer: (answer: AgentAnswer) => boolean;
}

export function createAgentDialog(clock: Clock): AgentDialog {
  let open: { prompt: AgentPrompt; settle(answer: AgentAnswer | undefined): void } | undefined;

  return {
    get prompt() {
      return open?.prompt ?? null;
    },
    ask: (question, signal) =>
      new Promise((resolve) => {
        const prompt = { id: randomUUID(), ...question, since: timestamp(clock.now()) };
        const settle = (answer: AgentAnswer | undefined) => {
          open = undefined;
          resolve(answer);
        };
        open = { prompt, settle };
        signal.addEventListener('abort', () => {
          if (open?.prompt === prompt) settle(undefined);
        });
      }),
    answer: (answer) => {
      if (!open) return false;
      open.settle(answer);
      return true;
    },
  };
}
