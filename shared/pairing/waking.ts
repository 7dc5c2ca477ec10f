import { agentPatience } from './challenge';
import type { PairingEvent } from './event';
import { notProven, startProof } from './proof';
import { abandon, checkAgain, failed } from './stage';
import type { Challenge, PairingState, Responding } from './state';

type Woke = Extract<PairingEvent, { kind: 'woke' }>;

/** Its timer stood still while the computer slept, the person's time did not. */
const isOutOfTime = (challenge: Challenge, at: number): boolean =>
  challenge.kind === 'desktopAgent' && at >= challenge.askedAt + agentPatience;

const onWakingToAnswer = (state: Responding, { device: seen, at }: Woke): PairingState => {
  const { device, description, challenge } = state;
  if (seen === 'gone')
    return failed(state, {
      error: { code: 'deviceGone' },
      left: 'nothing',
      device: null,
      retry: checkAgain(state, description),
    });
  // an answer arrived although nobody here heard of it
  if (seen?.status === 'active')
    return startProof({ ...state, device: { ...device, description: seen.description } });
  return isOutOfTime(challenge, at)
    ? abandon(state, device, description, { code: 'agentTimedOut' })
    : state;
};

/** The computer has slept. Whatever is under way ends by itself; what waits for somebody is looked at. */
export const onWaking = (state: PairingState, event: Woke): PairingState => {
  if (state.name === 'responding') return onWakingToAnswer(state, event);
  return state.name === 'proving' &&
    state.proof.phase === 'responding' &&
    isOutOfTime(state.proof.challenge, event.at)
    ? notProven(state, { code: 'agentTimedOut' })
    : state;
};
