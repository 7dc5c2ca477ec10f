import type { PairingView, ScreenOf } from '../../../shared/pairing/screen';
import { m } from '../../messages/compiled/messages';
import { proofTitleOf, type CodeProblemWords } from '../code/code-words';
import type { NextWords } from '../code/next-code';

type AppView = ScreenOf<'app'>;

const leads = { pair: m.app_prove_lead, prove: m.app_prove_only_lead } satisfies Record<
  PairingView['goal'],
  () => string
>;

export const titleOf = ({ purpose }: AppView, goal: PairingView['goal']): string =>
  purpose === 'prove' ? proofTitleOf(goal) : m.app_title();

export const leadOf = ({ purpose }: AppView, goal: PairingView['goal']): string =>
  purpose === 'prove' ? leads[goal]() : m.app_lead();

export const problemWords: CodeProblemWords = { wrongCode: m.app_wrong_code };

const due = { title: m.next_due_title, text: m.app_due };
export const nextWords: NextWords = {
  soon: { title: m.next_wait_title, text: m.app_wait },
  late: due,
  due,
};
