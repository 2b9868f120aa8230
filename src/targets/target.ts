/** What a fault hits: one container, or a whole service. */
export interface Target {
  /** Absent: a plain container. */
  readonly kind?: 'container' | 'task' | 'service';
  /** Of a task: its slot's name (`web.2`), its id, where it runs and what it is. */
  readonly task?: TaskTarget;
  readonly subject: string;
  /** As the history names it: `web.1`, or an attached container's own name. */
  readonly name: string;
  /** Engine id; '' for a `start: manual` container that does not exist yet. */
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Of a task: those of its service. */
  readonly serviceLabels?: Readonly<Record<string, string>>;
  /** True for a container that was there before the run: it is put back as it was found, and never removed. */
  readonly attached?: boolean;
  /** What the guard rails have to know of a container that was there before the run, as it was a moment ago. */
  readonly found?: FoundContainer;
}

export interface FoundContainer {
  /** It runs, its health check says nothing else, and no fault that lasts is on it. */
  readonly healthy: boolean;
  readonly hostname: string;
  /** Its first process is a Docker daemon. */
  readonly runsEngine: boolean;
}

export interface TaskTarget {
  readonly id: string;
  /** `web.2`: the slot's name, the same for every task that has ever had it. */
  readonly name: string;
  /** Absent for tasks of global services. */
  readonly slot?: number;
  readonly nodeId: string;
  /** Host name of the node, where it is known. */
  readonly node?: string;
  readonly image: string;
  /** The image's tag without a leading v. */
  readonly version: string;
  readonly health: 'none' | 'starting' | 'healthy' | 'unhealthy';
  readonly createdAtMs: number;
}
