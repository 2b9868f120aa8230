/** On everything faultline creates: the run's id. Nothing without it is ever removed. */
export const RUN_LABEL = 'io.faultline.run';
/** The subject's name in its scenario. */
export const SUBJECT_LABEL = 'io.faultline.subject';
/** The container's place among those of its subject, from 1. */
export const REPLICA_LABEL = 'io.faultline.replica';
/** On images that faultline built and on helper containers: what they are for. */
export const ROLE_LABEL = 'io.faultline.role';
/** On a container or a service that no fault may ever hit; whoever runs it sets it. */
export const PROTECT_LABEL = 'io.faultline.protect';
/** On a container that runs an engine, `true`, or does not although it looks so, `false`; whoever runs it sets it. */
export const ENGINE_LABEL = 'io.faultline.engine';
