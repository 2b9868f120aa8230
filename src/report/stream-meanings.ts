import type { FiguresResult } from './run-result.ts';

type Meanings = Readonly<Partial<Record<keyof FiguresResult['errors'], string>>>;

/** What it means that new connections fail and kept ones do not, by how most of them fail. */
export const newFail: Meanings = {
  refused:
    'nobody listened while established connections were still served: whoever arrived was turned away, whoever was connected already was not',
  timeout:
    'new connections got no answer in time while established ones were served, as with a full backlog, or a firewall or balancer that drops newcomers',
  reset:
    'new connections were broken off while established ones were served, as by a limit of connections, a failing handshake, or a front without a backend',
  'closed-early':
    'new connections were closed unanswered while established ones were served, as by a limit of connections, or a front without a backend',
  tls: 'new connections failed their handshake while established ones were served: a certificate was changed or has expired',
  dns: 'the name did not resolve: a kept connection needs it once, every new client needs it',
  'bad-status': 'new connections got errors that established ones did not see: they were led to another backend',
  'bad-body': 'new connections got other content than established ones: they were led to another backend',
};

/** What it means that kept connections fail and new ones do not, by how most of them fail. */
export const keptFail: Meanings = {
  timeout: 'established connections hung while new ones were answered: they were still bound to a server that was stuck or gone',
  reset: 'established connections were cut while new ones were served: clients that keep connections see errors, unless they try again',
  'closed-early':
    'established connections were closed under a request while new ones were served: clients that keep connections see errors, unless they try again',
  'bad-status': 'established connections stayed with a server that answered with errors, while new ones were led to another',
  'bad-body': 'established connections stayed with a server that sent other content, while new ones were led to another',
};
