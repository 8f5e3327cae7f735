//! The sound of a recording: a quiet tone as long as the talk, in the service's format, which is `.wav` with A-law, 8,000
//! Hz, 64 kbit/s, mono.

/// Samples a second, which are also bytes a second.
const RATE: u32 = 8_000;

/// The longest recording that is made, in seconds: who fetches one wants its form and length, not its megabytes.
const LONGEST_SECONDS: i64 = 300;

/// One period of a 400 Hz sine at a twentieth of full loudness, in 16-bit samples.
const TONE: [i16; 20] = [
    0, 506, 963, 1_325, 1_558, 1_638, 1_558, 1_325, 963, 506, 0, -506, -963, -1_325, -1_558, -1_638, -1_558, -1_325,
    -963, -506,
];

/// The file of a recording of so many milliseconds.
pub(super) fn of(length_ms: i64) -> Vec<u8> {
    let samples = length_ms.clamp(0, LONGEST_SECONDS.saturating_mul(1_000)).saturating_mul(i64::from(RATE)) / 1_000;
    let samples = u32::try_from(samples).unwrap_or(0);
    let count = usize::try_from(samples).unwrap_or(0);
    let padding = samples % 2;
    let mut file = Vec::with_capacity(count.saturating_add(64));
    file.extend(b"RIFF");
    // What follows: the form, three chunks with their headings, and the byte that makes the last one even.
    let rest = 4_u32.saturating_add(8 + 18).saturating_add(8 + 4).saturating_add(8).saturating_add(samples);
    file.extend(rest.saturating_add(padding).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(18_u32.to_le_bytes());
    for short in [6_u16, 1] {
        // A-law, one channel.
        file.extend(short.to_le_bytes());
    }
    file.extend(RATE.to_le_bytes());
    file.extend(RATE.to_le_bytes());
    for short in [1_u16, 8, 0] {
        // One byte a sample, 8 bits of it, and nothing more is said.
        file.extend(short.to_le_bytes());
    }
    file.extend(b"fact");
    file.extend(4_u32.to_le_bytes());
    file.extend(samples.to_le_bytes());
    file.extend(b"data");
    file.extend(samples.to_le_bytes());
    file.extend(TONE.iter().cycle().take(count).map(|sample| a_law(*sample)));
    if padding == 1 {
        file.push(0);
    }
    file
}

/// A 16-bit sample in A-law, as ITU-T G.711 has it.
const fn a_law(sample: i16) -> u8 {
    // 13 bits count. A negative sample is one nearer to zero in magnitude, so that there are two zeros.
    let (sign, magnitude) = if sample < 0 { (0x00_u8, !sample >> 3) } else { (0x80, sample >> 3) };
    let magnitude = magnitude.unsigned_abs();
    let (segment, mantissa) = match magnitude {
        0..=31 => (0_u8, magnitude >> 1),
        32..=63 => (1, magnitude >> 1),
        64..=127 => (2, magnitude >> 2),
        128..=255 => (3, magnitude >> 3),
        256..=511 => (4, magnitude >> 4),
        512..=1_023 => (5, magnitude >> 5),
        1_024..=2_047 => (6, magnitude >> 6),
        _ => (7, magnitude >> 7),
    };
    let [low, _] = (mantissa & 0x0f).to_le_bytes();
    (sign | segment << 4 | low) ^ 0x55
}

#[cfg(test)]
mod tests {
    use super::{a_law, of};

    #[test]
    fn a_law_is_that_of_g_711() {
        // Silence, the smallest negative sample, and the extremes.
        for (sample, byte) in [(0, 0xd5), (-1, 0x55), (i16::MAX, 0xaa), (i16::MIN, 0x2a), (8, 0xd5), (1_000, 0xfa)] {
            assert_eq!(a_law(sample), byte, "{sample}");
        }
    }

    #[test]
    fn the_file_is_as_long_as_it_says() {
        for (length_ms, samples) in [(0, 0), (1, 8), (3_000, 24_000), (i64::MAX, 2_400_000), (-1, 0)] {
            let file = of(length_ms);
            let number = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().expect("four bytes"));
            assert_eq!(&file[..4], b"RIFF");
            assert_eq!(number(4) as usize, file.len() - 8, "{length_ms}");
            assert_eq!(&file[8..16], b"WAVEfmt ");
            assert_eq!((&file[20..24], number(24)), ([6, 0, 1, 0].as_slice(), 8_000));
            assert_eq!(&file[50..54], b"data");
            assert_eq!(number(54), samples);
            assert_eq!(file.len(), 58 + samples as usize);
        }
    }
}
