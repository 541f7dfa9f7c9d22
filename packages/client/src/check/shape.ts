/** The allowed values of a field; `true` allows anything. */
export type Shape = true | TypedShape;

/** The allowed values by JSON type; `true` allows all values of the type. */
export interface TypedShape {
  readonly string?: true | readonly string[];
  readonly integer?: true | readonly number[];
  readonly number?: true | readonly number[];
  readonly boolean?: true | readonly boolean[];
  readonly null?: true;
  /** The shape of each item. */
  readonly array?: Shape;
  /** The name of an {@link ObjectShape}; `true` allows all objects. */
  readonly object?: true | string;
}

/** The fields of an object. */
export interface ObjectShape {
  readonly fields: readonly (readonly [name: string, isRequired: boolean, shape: Shape])[];
  /** The shape of all other fields; without it there must be none. */
  readonly additional?: Shape;
}
