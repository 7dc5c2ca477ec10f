import type { PairingView, ScreenOf } from '../../../shared/pairing/screen';
import { m } from '../../messages/compiled/messages';
import { proofTitleOf, type CodeProblemWords } from '../code/code-words';
import type { NextWords } from '../code/next-code';

type TokenView = ScreenOf<'token'>;
type Goal = PairingView['goal'];
/** How a token makes its codes, or that nobody knows. */
type Maker = NonNullable<TokenView['tokenType']> | 'unknown';
type ByMaker = Readonly<Record<Maker, () => string>>;

const makerOf = ({ tokenType }: TokenView): Maker => tokenType ?? 'unknown';

/** What is asked for: any code, the one after it, the one after that, or a fresh one as a proof. */
type Ask = 'first' | 'next' | 'last' | 'proof' | 'onlyProof';

const leads = {
  first: { HOTP: m.token_lead_hotp, TOTP: m.token_lead_totp, unknown: m.token_lead },
  next: { HOTP: m.token_next_lead_hotp, TOTP: m.token_next_lead_totp, unknown: m.token_next_lead },
  last: { HOTP: m.token_last_lead_hotp, TOTP: m.token_last_lead, unknown: m.token_last_lead },
  proof: {
    HOTP: m.token_prove_lead_hotp,
    TOTP: m.token_prove_lead_totp,
    unknown: m.token_prove_lead,
  },
  onlyProof: {
    HOTP: m.token_prove_only_lead_hotp,
    TOTP: m.token_prove_only_lead_totp,
    unknown: m.token_prove_only_lead,
  },
} satisfies Record<Ask, ByMaker>;

const askOf = ({ purpose, round }: TokenView, goal: Goal): Ask => {
  if (round > 1) return 'last';
  if (round === 1) return 'next';
  if (purpose === 'activate') return 'first';
  return goal === 'pair' ? 'proof' : 'onlyProof';
};

export const leadOf = (screen: TokenView, goal: Goal): string =>
  leads[askOf(screen, goal)][makerOf(screen)]();

export const titleOf = (screen: TokenView, goal: Goal): string => {
  if (screen.round > 0) return m.token_next_title();
  return screen.purpose === 'prove' ? proofTitleOf(goal) : m.token_title();
};

/** Names the button that sends the code; undefined: what every code says. */
export const submitOf = ({ round }: TokenView): string | undefined =>
  round > 0 ? m.token_check_next() : undefined;

const problems = {
  HOTP: {
    wrongCode: m.token_wrong_code_hotp,
    codeUsed: m.token_code_used_hotp,
    notTheNextCode: m.token_not_next_hotp,
  },
  TOTP: { wrongCode: m.token_wrong_code },
  unknown: { wrongCode: m.token_wrong_code },
} satisfies Record<Maker, CodeProblemWords>;

export const problemWordsOf = (screen: TokenView): CodeProblemWords => problems[makerOf(screen)];

export const nextWords: NextWords = {
  soon: { title: m.next_wait_title, text: m.token_wait },
  late: { title: m.token_wait_late_title, text: m.token_wait_late },
  due: { title: m.next_due_title, text: m.token_due },
};
