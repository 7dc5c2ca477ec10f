import type { DeskError, DeskErrorCode } from '../../../shared/errors';
import type { PairingView, ScreenOf } from '../../../shared/pairing/screen';
import { sentenceFor } from '../../error-words';
import { m } from '../../messages/compiled/messages';
import type { DeliveryWords } from './delivery-words';

type Goal = PairingView['goal'];
/** The screens on which a code is typed. */
export type CodeView = ScreenOf<'code' | 'app' | 'token'>;

/** Where the code was sent, and which of several counts. */
export const leadOf = (
  { purpose, target, sentCount }: ScreenOf<'code'>,
  goal: Goal,
  words: DeliveryWords,
): string => {
  // nothing was sent in this sitting: the pairing was taken up again
  const taken = sentCount === 0 ? words.resumed : words.sent;
  const proof = goal === 'pair' ? words.proof : words.onlyProof;
  const { to, plain } = sentCount > 1 ? words.again : purpose === 'prove' ? proof : taken;
  return target === null ? plain() : to({ target });
};

export const proofTitleOf = (goal: Goal): string =>
  goal === 'pair' ? m.code_prove_title() : m.code_prove_only_title();

/** These are said at the field: they mean typing again. */
const aboutCode: ReadonlySet<DeskErrorCode> = new Set<DeskErrorCode>([
  'wrongCode',
  'codeUsed',
  'notTheNextCode',
]);

/** What a device calls for instead of the general words. */
export type CodeProblemWords = Partial<Record<DeskErrorCode, () => string>>;

export const problemAtField = (
  problem: DeskError | null,
  words: CodeProblemWords = {},
): string | undefined => {
  if (problem === null || !aboutCode.has(problem.code)) return undefined;
  // no other code helps any more
  if (hasNoTriesLeft(problem)) return sentenceFor(problem);
  return words[problem.code]?.() ?? sentenceFor(problem);
};

export const problemAside = (problem: DeskError | null): DeskError | null =>
  problem === null || aboutCode.has(problem.code) ? null : problem;

const hasNoTriesLeft = (problem: DeskError): boolean =>
  'attemptsRemaining' in problem && problem.attemptsRemaining === 0;

export const triesLeft = (problem: DeskError | null): string | null =>
  problem !== null && 'attemptsRemaining' in problem
    ? m.code_tries_left({ count: problem.attemptsRemaining })
    : null;
