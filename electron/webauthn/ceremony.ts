import { isUnderRelyingParty } from '../../shared/configuration';
import type { DeskError } from '../../shared/errors';
import { fail, type Result } from '../../shared/result';
import type { Outcome, Purpose, Task } from '../../shared/webauthn/ceremony';
import type { Log } from '../log/log';
import { answerOf } from './answer';
import { askedOf, type Asked } from './asked';
import { failureOf } from './failure';
import { readOptions } from './options';

export interface CeremonyRequest {
  readonly purpose: Purpose;
  /** PingOne's `publicKeyCredentialCreationOptions` or `publicKeyCredentialRequestOptions`: a string that holds JSON */
  readonly options: string;
  /** relying party as configured: id, and https origin at or under it */
  readonly relyingParty: { readonly id: string; readonly origin: string };
}

/**
 * Asks a security key, or this computer's own passkeys. The answer is what PingOne wants (pingone-mfa-api.md B.4, E.3): a
 * JSON string, binary fields in standard base64. Errors: `optionsUnreadable`, `relyingPartyMismatch`,
 * `relyingPartyRefused`, `keyNotAnswered`, `keyTimedOut`, `keyAlreadyPaired`, `keyWithoutVerification`,
 * `keyWithoutPasskeys`, `keyUnsuitable`, `cancelled`, `unexpected`.
 */
export interface Ceremony {
  run(request: CeremonyRequest, signal: AbortSignal): Promise<Result<string>>;
}

/** What a window of a ceremony may ask and say. */
export interface Conversation {
  /** null: it has been told before */
  readonly take: () => Task | null;
  readonly give: (outcome: Outcome) => void;
  /** No answer can come any more: the window was closed, or its page came to harm. */
  readonly gone: (how: 'closed' | 'broken') => void;
}

export interface CeremonyWindow {
  /** Takes the window away with everything in it. */
  close(): void;
}

export interface CeremonyDependencies {
  /** Opens a window of its own, on a page at this origin; tells `gone` where that fails. */
  readonly open: (origin: string, conversation: Conversation) => CeremonyWindow;
  /** as Node names it */
  readonly platform: string;
  /** BCP 47: what the main window speaks */
  readonly language: () => string;
  readonly isKiosk: () => boolean;
  readonly log: Log;
  readonly newReference: () => string;
}

const systems: Readonly<Record<string, Task['system']>> = { win32: 'windows', darwin: 'macos' };

/** The origin as a browser writes it; null where no page of ours may stand for the relying party. */
const pageOriginOf = ({ id, origin }: CeremonyRequest['relyingParty']): string | null => {
  // Chromium would ask the web whether an origin elsewhere is related
  if (!URL.canParse(origin) || !isUnderRelyingParty(id, origin)) return null;
  const { protocol, origin: written } = new URL(origin);
  return protocol === 'https:' ? written : null;
};

/** One ceremony at a time, each in a window of its own, which the person starts. */
export const createCeremony = ({
  open,
  platform,
  language,
  isKiosk,
  log,
  newReference,
}: CeremonyDependencies): Ceremony => {
  let running = false;

  const unexpected = (event: string, fields: Parameters<Log['error']>[1] = {}): DeskError => {
    const reference = newReference();
    log.error(event, { ...fields, reference });
    return { code: 'unexpected', reference };
  };

  const resultOf = (
    outcome: Outcome,
    asked: Asked,
    relyingParty: CeremonyRequest['relyingParty'],
  ): Result<string> => {
    switch (outcome.outcome) {
      case 'created':
      case 'signed': {
        const answer = answerOf(outcome, asked, relyingParty);
        if (answer.ok || answer.error.code !== 'unexpected') return answer;
        return fail(unexpected('ceremony.otherAnswer'));
      }
      case 'failed': {
        const { name, code } = outcome;
        log.info('ceremony.failed', { purpose: asked.purpose, name, code });
        return fail(failureOf(outcome, asked) ?? unexpected('ceremony.notRun', { name, code }));
      }
      case 'cancelled':
        return fail({ code: 'cancelled' });
      default:
        return outcome satisfies never;
    }
  };

  return {
    async run({ purpose, options, relyingParty }, signal) {
      const origin = pageOriginOf(relyingParty);
      if (origin === null) return fail({ code: 'relyingPartyRefused' });
      const read = readOptions(purpose, options, relyingParty.id);
      if (!read.ok) return read;
      if (signal.aborted) return fail({ code: 'cancelled' });
      if (running) return fail(unexpected('ceremony.second'));

      const asked = askedOf(read.value);
      // dropped when it is taken
      let task: Task | null = {
        work: read.value,
        relyingParty: relyingParty.id,
        system: systems[platform] ?? 'linux',
        language: language(),
        kiosk: isKiosk(),
      };
      let settle: (result: Result<string>) => void = () => undefined;
      const settled = new Promise<Result<string>>((resolve) => (settle = resolve));
      const onAbort = (): void => settle(fail({ code: 'cancelled' }));
      signal.addEventListener('abort', onAbort);
      const window = open(origin, {
        take() {
          const taken = task;
          task = null;
          if (taken === null) settle(fail(unexpected('ceremony.takenTwice')));
          return taken;
        },
        give: (outcome) => settle(resultOf(outcome, asked, { id: relyingParty.id, origin })),
        gone: (how) =>
          settle(fail(how === 'closed' ? { code: 'cancelled' } : unexpected('ceremony.broken'))),
      });
      running = true;
      const result = await settled;
      signal.removeEventListener('abort', onAbort);
      window.close();
      running = false;
      return result;
    },
  };
};
