import { setFlagsFromString } from 'node:v8';

// V8 gives new objects up to 48 MB before it collects them. A run makes few, but over hours, and would end up with all of that; while the modules are
// being loaded it already takes 15 MB more than it needs. Imported before everything else.
setFlagsFromString('--semi-space-growth-factor=1');
// And what has lived for a while is looked through when it has grown by a quarter, not when it has doubled.
setFlagsFromString('--heap-growing-percent=25');
