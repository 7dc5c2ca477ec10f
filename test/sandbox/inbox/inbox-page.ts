import { page } from '../page';
import { INBOX_SCRIPT } from './inbox-script';

/** Where a person reads codes, presses tokens and answers the agent's prompt. */
export function inboxPage(): string {
  return page(
    'Inbox - PingOne sandbox',
    `<h1>Inbox</h1>
<div id="prompt" class="card" role="alertdialog" aria-labelledby="who" aria-describedby="question"
  hidden>
<h2 id="who">PingID Desktop asks</h2>
<p id="question"></p>
<div class="actions">
<button id="confirm" class="primary">Confirm</button>
<button id="decline">Decline</button>
</div>
</div>
${card('phone', 'Sign-ins by phone', 'None is waiting. Each that shows a code appears here by itself.')}
<form id="claim" class="card">
<h2>Pair a phone</h2>
<label for="claim-code">Pairing code</label>
<input id="claim-code" autocomplete="off" spellcheck="false" required>
<p id="claim-outcome" role="status"></p>
<button class="primary">Pair</button>
</form>
${card('pushes', 'Push notifications', 'None is waiting. Each appears here by itself.', true)}
${card('phone-apps', 'Apps on phones', 'None is paired yet. Each appears here by itself.')}
${card('messages', 'Messages', 'Nothing has been sent yet. Codes appear here by themselves.', true)}
${card('apps', 'Authenticator apps', 'None has been set up yet. Each appears here by itself.')}
${card('tokens', 'Hardware tokens', 'This environment has none.')}
<script>${INBOX_SCRIPT}</script>`,
  );
}

/** Only messages and pushes are announced: codes that come and go by the clock would never be silent. */
function card(id: string, heading: string, empty: string, isAnnounced = false): string {
  return `<section class="card" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
<p id="${id}-empty" class="quiet">${empty}</p>
<ul id="${id}"${isAnnounced ? ' aria-live="polite"' : ''}></ul>
</section>`;
}
