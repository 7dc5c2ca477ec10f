import type { Purpose, Task } from '../../shared/webauthn/ceremony';
import { m } from '../messages/compiled/messages';

/** What happens, before it does. */
interface PurposeWords {
  readonly title: () => string;
  readonly lead: (inputs: { relyingParty: string }) => string;
  readonly start: () => string;
}

export const purposeWords: Readonly<Record<Purpose, PurposeWords>> = {
  create: {
    title: m.ceremony_create_title,
    lead: m.ceremony_create_lead,
    start: m.ceremony_create_start,
  },
  get: { title: m.ceremony_get_title, lead: m.ceremony_get_lead, start: m.ceremony_get_start },
};

/** What the system shows and asks for, and what it cannot ask for here. */
interface SystemWords {
  readonly before: () => string;
  readonly caution: (() => string) | null;
  readonly during: () => string;
}

export const systemWords: Readonly<Record<Task['system'], SystemWords>> = {
  windows: {
    before: m.ceremony_windows,
    caution: null,
    during: m.ceremony_windows_waiting,
  },
  macos: {
    before: m.ceremony_touch,
    caution: m.ceremony_macos_caution,
    during: m.ceremony_touch_waiting,
  },
  linux: {
    before: m.ceremony_touch,
    caution: m.ceremony_linux_caution,
    during: m.ceremony_touch_waiting,
  },
};
