import { f64, i32, u32 } from '../math/typed';
import type { Cutter } from './cutter';

/** A line a·x + b·y + c = 0 of a level, by its number in the face at hand. Changed in place from line to line. */
export interface Line {
  index: number;
  a: number;
  b: number;
  c: number;
  /** Rounding noise of its value. */
  noise: number;
  /** The side that a part gets which lies on the line as a whole: 1 above, 0 below. */
  onIt: 0 | 1;
}

/** From so many lines on, parts are tested by their boxes first: many parts then lie far from each line. */
const LINES_FOR_BOXES = 8;

/**
 * The parts that one face is cut into by a level's lines, and on which side of each line each part lies: a part not cut by
 * a line lies beside it, and the two halves of a part that is cut take one side each. So no part is asked again.
 */
export class Parts {
  count = 0;
  /** Faces of the mesh. Entry 0 at first is the face that was cut; the others are its newest ones, in order. */
  private faces = new Int32Array(16);
  private given = 0;
  private first = 0;
  private created = 0;
  /** Words of 32 lines a part. */
  private words = 1;
  /** `words` a part, by order of creation: bit i of a part is 1 above line i. */
  private sides = new Uint32Array(16);
  /** centreX, centreY, halfX, halfY a part, while boxes are in use. */
  private boxes = new Float64Array(0);
  private boxed = false;
  /** Where the sides of the part that was given out last begin. */
  private entry = 0;

  /** Begins with a face that `cutter` has just measured and that `lines` lines cut. */
  begin(cutter: Cutter, face: number, lines: number): void {
    this.count = 1;
    this.given = 0;
    this.first = face;
    this.created = cutter.mesh.faces;
    this.faces[0] = face;
    this.words = Math.max(1, (lines + 31) >>> 5);
    this.boxed = lines >= LINES_FOR_BOXES;
    if (this.sides.length < this.words) this.sides = new Uint32Array(4 * this.words);
    this.sides.fill(0, 0, this.words);
    if (this.boxed) this.measure(cutter, 0);
  }

  /** Cuts every part that the line runs through. */
  cutBy(cutter: Cutter, line: Line): void {
    const { a, b, c, noise, onIt } = line;
    const tolerance = this.boxed ? cutter.tolerance(a, b, noise) : 0;
    for (let i = this.count - 1; i >= 0; i--) {
      let side = this.boxed ? this.sideOfBox(i, a, b, c, tolerance) : 0;
      if (side === 0) side = cutter.side(i32(this.faces, i), a, b, c, noise);
      if (side === 2) this.split(cutter, i, line);
      else if (side === 1 || (side === 0 && onIt === 1)) this.setAbove(i, line);
    }
  }

  /** 1 or −1 where the part's box lies beside the line, farther than the tolerance; 0 where that is open. */
  private sideOfBox(i: number, a: number, b: number, c: number, tolerance: number): number {
    const { boxes } = this;
    const middle = a * f64(boxes, 4 * i) + b * f64(boxes, 4 * i + 1) + c;
    const reach = Math.abs(a) * f64(boxes, 4 * i + 2) + Math.abs(b) * f64(boxes, 4 * i + 3) + tolerance;
    return middle > reach ? 1 : middle < -reach ? -1 : 0;
  }

  /** A cut leaves the kept face below the line and the created one above. */
  private split(cutter: Cutter, i: number, line: Line): void {
    const made = this.count++;
    this.reserve();
    const { words, sides } = this;
    for (let w = 0; w < words; w++) sides[made * words + w] = u32(sides, i * words + w);
    this.faces[made] = cutter.cut(line.a, line.b, line.noise);
    this.setAbove(made, line);
    if (!this.boxed) return;
    this.measure(cutter, i);
    this.measure(cutter, made);
  }

  private setAbove(i: number, { index }: Line): void {
    const at = i * this.words + (index >>> 5);
    this.sides[at] = u32(this.sides, at) | (1 << (index & 31));
  }

  private reserve(): void {
    if (this.count > this.faces.length) {
      const faces = new Int32Array(2 * this.count);
      faces.set(this.faces);
      this.faces = faces;
    }
    if (this.count * this.words > this.sides.length) {
      const sides = new Uint32Array(2 * this.count * this.words);
      sides.set(this.sides);
      this.sides = sides;
    }
  }

  private measure(cutter: Cutter, i: number): void {
    if (this.boxes.length < 4 * (i + 1)) {
      const boxes = new Float64Array(8 * (i + 8));
      boxes.set(this.boxes);
      this.boxes = boxes;
    }
    cutter.measure(i32(this.faces, i));
    this.boxes[4 * i] = cutter.centreX;
    this.boxes[4 * i + 1] = cutter.centreY;
    this.boxes[4 * i + 2] = cutter.halfX;
    this.boxes[4 * i + 3] = cutter.halfY;
  }

  /** Puts the parts in an order in which successive ones are neighbours as a rule. */
  arrange(cutter: Cutter): void {
    if (this.count > 3) cutter.order.arrange(cutter.mesh, this.faces, this.count);
  }

  /** Whether every part has been given out. */
  get exhausted(): boolean {
    return this.given === this.count;
  }

  /** The next part's face. */
  next(): number {
    const face = i32(this.faces, this.given++);
    this.entry = this.words * (face === this.first ? 0 : face - this.created + 1);
    return face;
  }

  /** Word `w` of the sides of the part that was given out last. */
  sidesOf(w: number): number {
    return u32(this.sides, this.entry + w);
  }
}
