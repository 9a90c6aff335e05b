/**
 * One WebGL program for every kind's shape, so that kinds are told apart without colour: disc (body),
 * square (measure), diamond (project), triangle (place), upright page (document).
 */

import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

export const SHAPES = ["disc", "square", "diamond", "triangle", "page"] as const;
export type Shape = (typeof SHAPES)[number];

export interface ShapedNode extends NodeDisplayData {
  shape: Shape;
  rim: string;
}

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec4 a_rim;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec4 v_rim;
varying vec2 v_offset;
varying float v_pixel;
varying float v_shape;
const float bias = 255.0 / 254.0;

void main() {
  // The triangle holds a disc of 1.5 radii: room for the corners of a diamond and for the rim.
  float radius = a_size * u_correctionRatio / u_sizeRatio * 2.0;
  vec2 corner = 3.0 * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + radius * corner, 1)).xy, 0, 1);
  v_offset = corner;
  v_pixel = 2.0 * u_correctionRatio / radius;
  v_shape = a_shape;
  v_rim = a_rim;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
  v_rim.a *= bias;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec4 v_rim;
varying vec2 v_offset;
varying float v_pixel;
varying float v_shape;

float box(vec2 p, vec2 half_size) {
  vec2 d = abs(p) - half_size;
  return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0);
}

// Signed distance to the outline, in radii; below zero is inside.
float outline(vec2 p) {
  if (v_shape < 0.5) return length(p) - 1.0;
  if (v_shape < 1.5) return box(p, vec2(0.84));
  if (v_shape < 2.5) return (abs(p.x) + abs(p.y) - 1.25) * 0.7071;
  if (v_shape < 3.5) {
    vec2 q = vec2(abs(p.x), p.y + 0.15);
    return max(dot(q, vec2(0.8660, 0.5)) - 0.62, -q.y - 0.62);
  }
  return box(p, vec2(0.74, 1.0));
}

void main(void) {
  float distance = outline(v_offset);
  #ifdef PICKING_MODE
  gl_FragColor = distance > 0.2 ? vec4(0.0) : v_color;
  #else
  float rim = v_pixel * 1.6;
  float shown = 1.0 - smoothstep(-v_pixel * 0.6, v_pixel * 0.6, distance - rim);
  float inside = 1.0 - smoothstep(-v_pixel * 0.6, v_pixel * 0.6, distance);
  vec4 color = mix(v_rim, v_color, inside);
  gl_FragColor = vec4(color.rgb, 1.0) * (shown * color.a);
  #endif
}`;

const UNIFORMS = ["u_sizeRatio", "u_correctionRatio", "u_matrix"] as const;
const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;

export class ShapeProgram extends NodeProgram<(typeof UNIFORMS)[number]> {
  override getDefinition() {
    return {
      VERTICES: 3,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_rim", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_angle", size: 1, type: FLOAT }],
      CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
    };
  }

  override processVisibleItem(nodeIndex: number, offset: number, data: NodeDisplayData): void {
    const { shape, rim } = data as ShapedNode;
    this.array.set(
      [data.x, data.y, data.size, SHAPES.indexOf(shape), floatColor(data.color), floatColor(rim), nodeIndex],
      offset,
    );
  }

  override setUniforms({ sizeRatio, correctionRatio, matrix }: RenderParams, { gl, uniformLocations }: ProgramInfo) {
    gl.uniform1f(uniformLocations.u_correctionRatio as WebGLUniformLocation, correctionRatio);
    gl.uniform1f(uniformLocations.u_sizeRatio as WebGLUniformLocation, sizeRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix as WebGLUniformLocation, false, matrix);
  }
}
