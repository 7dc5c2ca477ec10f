import type { DeskError } from '../../../shared/errors';
import type { ScreenOf } from '../../../shared/pairing/view';
import { wordsFor } from '../../error-words';
import { m } from '../../messages/compiled/messages';

type CodeView = ScreenOf<'code'>;
type To = (inputs: { target: string }) => string;

const addressed = (target: string | null, to: To, plain: () => string): string =>
  target === null ? plain() : to({ target });

/** Where the code was sent, and which of several counts. */
export const leadOf = ({ purpose, target, sentCount }: CodeView): string => {
  if (sentCount > 1) return addressed(target, m.code_sent_again_to, m.code_sent_again);
  if (purpose === 'prove') return addressed(target, m.code_prove_sent_to, m.code_prove_sent);
  // nothing was sent in this sitting: the pairing was taken up again
  if (sentCount === 0) return addressed(target, m.code_resumed_to, m.code_resumed);
  return addressed(target, m.code_sent_to, m.code_sent);
};

/** A wrong code is said at the field; it means typing again. */
export const isAboutCode = (problem: DeskError): boolean => problem.code === 'wrongCode';

export const problemAtField = (problem: DeskError | null): string | undefined => {
  if (problem === null || !isAboutCode(problem)) return undefined;
  const { what, next } = wordsFor(problem);
  return `${what} ${next}`;
};

export const triesLeft = (problem: DeskError | null): string | null =>
  problem?.code === 'wrongCode' && problem.attemptsRemaining !== undefined
    ? m.code_tries_left({ count: problem.attemptsRemaining })
    : null;
