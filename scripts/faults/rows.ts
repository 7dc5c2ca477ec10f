/** What can go wrong, and what has to happen then. */
export interface Fault {
  readonly row: number;
  readonly fault: string;
  readonly expected: string;
  /** what of it cannot run on a Linux machine without a person, and why; no row goes without both this and a test */
  readonly cannotRun?: string;
}

export interface FaultGroup {
  readonly title: string;
  readonly faults: readonly Fault[];
}

export const groups: readonly FaultGroup[] = [
  {
    title: 'The network, and what PingOne answers',
    faults: [
      {
        row: 1,
        fault: 'No network at the start',
        expected: 'The window opens and says so, looks again by itself, and nothing is lost.',
      },
      {
        row: 2,
        fault: 'The connection breaks while a device is created',
        expected:
          'The entry in the journal stays open and the list is read: one new pending device is gone on with, several are left to a person.',
      },
      {
        row: 3,
        fault: 'PingOne created the device, and its answer is lost',
        expected: 'As in row 2; no second device is created.',
      },
      {
        row: 4,
        fault: 'An activation times out, and PingOne had activated',
        expected: 'The device is read: it is active, and the pairing goes on.',
      },
      {
        row: 5,
        fault: 'An activation times out, and PingOne had not activated',
        expected:
          'The device is read: it still waits, and the person may send the same answer again while that is good.',
      },
      {
        row: 6,
        fault: '401 to the first request after a sleep',
        expected: 'One renewal without a word, the request once more, then a sign-in.',
      },
      {
        row: 7,
        fault: '401 to ten requests that are under way',
        expected: 'Exactly one renewal, and all of them go on.',
      },
      {
        row: 8,
        fault: 'Two windows or two programs renew at once',
        expected:
          'There is one program, and nothing overwrites a refresh token that is newer than its own.',
      },
      {
        row: 9,
        fault: 'The answer to a renewal is lost after the refresh token was exchanged',
        expected: 'The old one is tried once, then a clean sign-in; nothing goes round in circles.',
      },
      {
        row: 10,
        fault: 'A refresh token is used twice, and PingOne ends its whole family',
        expected: 'A sign-in that says why; the journal is kept.',
      },
      {
        row: 11,
        fault: 'The refresh token has expired, or an administrator has revoked it',
        expected: 'It goes from the keychain, and the person signs in.',
      },
      {
        row: 12,
        fault: '403: a right is missing',
        expected: 'The permission is named, and the request not sent again.',
      },
      {
        row: 13,
        fault: 'A 403 now and then, when many requests are under way',
        expected: 'Fewer at a time, reads tried twice more at most, then it is said.',
      },
      {
        row: 14,
        fault: '429 with a number of seconds',
        expected:
          'Requests of that kind wait for as long and a little more; the window says until when.',
      },
      {
        row: 15,
        fault: '429 or 503 with a date, nonsense or nothing in Retry-After',
        expected: 'Dates are understood; the wait is between 1 and 120 seconds whatever it says.',
      },
      {
        row: 16,
        fault: '500, 502, 503, 504',
        expected:
          'Reads are tried again, a few times and further and further apart; a change is looked at before anything is decided.',
      },
      {
        row: 17,
        fault: '200 with JSON that is cut off, or none',
        expected: 'It is no answer; after a change nobody can tell, so PingOne is read.',
      },
      {
        row: 18,
        fault: '200 with a web page of a captive portal or a proxy',
        expected: 'It is named as that, and no token follows a redirect to another host.',
      },
      {
        row: 19,
        fault: '407, or a proxy that breaks TLS open with a certificate nobody knows',
        expected: 'The certificate and who issued it are named; there is no way to ignore it.',
        cannotRun:
          'A company’s certificate in the store of the system, and proxies that ask for NTLM or Kerberos, take a domain. A certificate that nobody knows and a proxy that wants a password are tested.',
      },
      {
        row: 20,
        fault: 'A host without an address, or with IPv6 that leads nowhere',
        expected: 'IPv4 is used within a second, else it is said that there is no network.',
        cannotRun:
          'IPv6 that leads nowhere takes a network that drops packets. Chromium chooses between the two; what it says when neither works is tested.',
      },
      {
        row: 21,
        fault: 'An answer with a status, a type or a field that nobody has heard of',
        expected:
          'Fields are passed over; a status or type is shown as it is, and nothing can be done with it.',
      },
      {
        row: 22,
        fault: 'A very large or deeply nested answer, such as a list of 10 MB',
        expected:
          'There is a limit; lists are read page by page, from the host that was asked alone.',
      },
      {
        row: 23,
        fault: 'A next page at another host, or one that leads back',
        expected: 'It is refused, and the reading ends after so many pages.',
      },
      {
        row: 24,
        fault: 'The region or the custom domain is configured wrongly',
        expected:
          'Found out before it is saved: PingOne has to answer with the issuer of the configuration.',
      },
      {
        row: 25,
        fault: 'PingOne signs with a new key',
        expected: 'The keys are read once more, and not again for a minute.',
      },
    ],
  },
  {
    title: 'Users and devices',
    faults: [
      {
        row: 26,
        fault: 'The program is killed between creating and activating',
        expected:
          'The next start finds the pending device in the journal: it is finished or removed, never silently left.',
      },
      {
        row: 27,
        fault: 'A pending device is older than a day, and PingOne has dropped it',
        expected: 'The entry is closed, and a pairing begins anew.',
      },
      {
        row: 28,
        fault: 'Too many devices, pending or paired',
        expected: 'Which limit it is gets said; what stands in the way can be removed.',
      },
      {
        row: 29,
        fault: 'The device is deleted elsewhere in the middle of it',
        expected: 'That is said, nothing is left to clean up, and it can be begun anew.',
      },
      {
        row: 30,
        fault: 'The user is deleted or disabled in the middle of it',
        expected:
          'Said; what cannot be removed now stays in the journal until it can; nothing of anybody else is touched.',
      },
      {
        row: 31,
        fault: 'The very device, number or address is paired already',
        expected: 'That is said before anything is created, and nothing is created twice.',
      },
      {
        row: 32,
        fault: 'Wrong codes, until the device is locked',
        expected:
          'Tries that are left are told where PingOne tells them, and the end of the lock; no new code is sent unasked.',
      },
      {
        row: 33,
        fault: 'A code has expired, or two of them are on their way',
        expected: 'Only the newest is good; another one can be asked for after a while.',
      },
      {
        row: 34,
        fault: 'MFA is off for the person, or the policy does not allow the method',
        expected: 'Known before anything is created; what stands against it is named.',
      },
      {
        row: 35,
        fault: 'A double click, or Enter held down',
        expected:
          'One request: a state takes an action once, and a call for a state that is past is refused.',
      },
      {
        row: 36,
        fault: 'The person stops while a request is under way',
        expected:
          'What may have changed something is waited for or looked up, and then cleaned up.',
      },
      {
        row: 37,
        fault: 'The person walks away from a kiosk',
        expected:
          'A warning of 30 seconds, then the pending device is removed and everything of them wiped.',
      },
      {
        row: 38,
        fault: 'The next person finds the browser signed in as the last one',
        expected:
          'The password is asked for each time, and nothing is created before the person has said who they are.',
      },
      {
        row: 39,
        fault: 'Somebody else signs in than was expected',
        expected: 'Their tokens are thrown away, and nothing is written.',
      },
    ],
  },
  {
    title: 'PingID Desktop',
    faults: [
      {
        row: 40,
        fault: 'It is not installed, or does not run',
        expected: 'Known within 2 seconds, and before a device is created.',
      },
      {
        row: 41,
        fault: 'It listens on another port',
        expected: 'The port is a setting, and the one that was tried is named.',
      },
      {
        row: 42,
        fault: 'Another program answers on its port',
        expected: 'Told apart from PingID Desktop, and said.',
      },
      {
        row: 43,
        fault: 'The program on the port belongs to another person',
        expected:
          'Refused; a service, or an owner whom nobody can see, has to be confirmed by the person.',
      },
      {
        row: 44,
        fault: 'A squatter at [::1]',
        expected: 'Never asked.',
      },
      {
        row: 45,
        fault: 'It takes the connection and never answers',
        expected:
          'The time that is left is shown, the person can stop, 180 seconds are the end; the pending device is removed.',
      },
      {
        row: 46,
        fault: 'It ends in the middle of its answer',
        expected:
          'Nobody can tell what became of it: the pending device is removed, and the person may try again.',
      },
      {
        row: 47,
        fault: 'The person declines there',
        expected: 'Said without a reproach; it can be begun again.',
      },
      {
        row: 48,
        fault:
          'Garbage, redirects, 50 MB, half a JWT, the question as the answer, an answer from before',
        expected:
          'Refused here, and nothing of it sent to PingOne. What looks like an answer is for PingOne to judge; the pending device is removed when it refuses.',
      },
      {
        row: 49,
        fault: 'PingOne refuses the attestation',
        expected: 'The reason is shown, it is not sent again, and the pending device is removed.',
      },
      {
        row: 50,
        fault: 'An older PingID Desktop that cannot be paired like this',
        expected: 'Its version is named as the likely cause.',
      },
      {
        row: 51,
        fault: 'Variables name a proxy',
        expected: 'The way to this computer itself stays direct.',
      },
      {
        row: 52,
        fault: 'The computer sleeps while an answer is waited for',
        expected:
          'On waking the device is read first: gone, active or out of time is said at once.',
      },
    ],
  },
  {
    title: 'Secrets, disk, processes',
    faults: [
      {
        row: 53,
        fault: 'The keychain is locked',
        expected:
          'It is said, the person can sign in for this run, and what is stored stays as it is.',
      },
      {
        row: 54,
        fault: 'The person dismisses the prompt of the keychain',
        expected: 'As in row 53; it is not put again before they ask for it.',
      },
      {
        row: 55,
        fault: 'There is no keychain',
        expected:
          'Tokens stay in memory and the window says so; never a file, never another store.',
      },
      {
        row: 56,
        fault: 'What is stored makes no sense, or half of it is missing',
        expected: 'Looked at twice, then removed, and the person signs in.',
      },
      {
        row: 57,
        fault: 'A secret is larger than an entry of the keychain',
        expected:
          'It is split, or kept in memory where it is too large for that; nobody sees an error of the keychain.',
      },
      {
        row: 58,
        fault: 'A call to the keychain hangs',
        expected: 'Given up after 15 seconds; the window lives on.',
      },
      {
        row: 59,
        fault: 'A sign-out cannot delete what is stored',
        expected: 'Never called a success; the next start does it again and signs nobody in.',
      },
      {
        row: 60,
        fault: 'The disk is full',
        expected:
          'The log counts what it drops; settings and journal report it; a change that cannot be journalled is not sent.',
      },
      {
        row: 61,
        fault: 'A file of ours is damaged, read-only or of a newer version',
        expected:
          'A copy is kept and the program starts without it and says so; what is newer is not written to.',
      },
      {
        row: 62,
        fault: 'The program is started twice',
        expected: 'The second shows the window of the first and ends; a killed one blocks nothing.',
      },
      {
        row: 63,
        fault: 'The page of the window crashes',
        expected:
          'It comes back where it was; a second crash within a minute ends in a page that says so.',
      },
      {
        row: 64,
        fault: 'The GPU process crashes',
        expected: 'Nothing is lost; after three times the program draws without it.',
      },
      {
        row: 65,
        fault: 'An error of the main process that nobody caught',
        expected:
          'Logged without a secret and shown, the journal intact, and the exit code is not 0.',
      },
      {
        row: 66,
        fault: 'The page of the window does not respond',
        expected: 'That is asked about, and the pairing goes on meanwhile.',
      },
      {
        row: 67,
        fault: 'The clock of this computer is off by minutes or by a day',
        expected:
          'Seen by the dates of PingOne’s answers and said beside codes; an ID token may be 120 seconds off, then the clock is named.',
      },
      {
        row: 68,
        fault: 'Another time zone, daylight saving, the turn of the year, the clock being set',
        expected: 'Points in time are UTC; what lasts is measured by a clock that nobody sets.',
      },
      {
        row: 69,
        fault: 'The computer sleeps, or changes its network',
        expected:
          'Deadlines are points in time and looked at on waking; a token’s expiry is looked at before each request.',
      },
      {
        row: 70,
        fault: 'An update in the middle of a pairing',
        expected: 'The journal has a version, and the new program goes on from it.',
      },
    ],
  },
];
