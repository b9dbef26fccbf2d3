package io.netraven.model.value;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text forms of IP addresses: dotted decimal, and those of RFC 4291 section 2.2 written as RFC 5952 says. The JDK's
 * own parser would look up a name and accepts historic forms such as {@code 10.1}.
 */
final class AddressText {

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern DOTTED = Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int GROUPS = 8;

    private AddressText() {}

    static String canonical(String text) {
        if (DOTTED.matcher(text).matches()) {
            return text;
        }
        if (!text.contains(":")) {
            throw notAnAddress(text);
        }
        return render(parse(text));
    }

    private static int[] parse(String text) {
        int gap = text.indexOf("::");
        List<Integer> head = groups(gap < 0 ? text : text.substring(0, gap), text);
        List<Integer> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2), text);
        int given = head.size() + tail.size();
        if (gap < 0 ? given != GROUPS : given >= GROUPS) {
            throw notAnAddress(text);
        }
        int[] address = new int[GROUPS];
        for (int i = 0; i < head.size(); i++) {
            address[i] = head.get(i);
        }
        for (int i = 0; i < tail.size(); i++) {
            address[GROUPS - tail.size() + i] = tail.get(i);
        }
        return address;
    }

    /** Reads groups between colons. Only the last of the whole address may be dotted decimal, which is two groups. */
    private static List<Integer> groups(String part, String text) {
        List<Integer> groups = new ArrayList<>();
        if (part.isEmpty()) {
            return groups;
        }
        String[] fields = part.split(":", -1);
        for (int i = 0; i < fields.length; i++) {
            Matcher dotted = DOTTED.matcher(fields[i]);
            if (GROUP.matcher(fields[i]).matches()) {
                groups.add(Integer.parseInt(fields[i], 16));
            } else if (i == fields.length - 1 && text.endsWith(fields[i]) && dotted.matches()) {
                groups.add(octet(dotted, 1) << 8 | octet(dotted, 2));
                groups.add(octet(dotted, 3) << 8 | octet(dotted, 4));
            } else {
                throw notAnAddress(text);
            }
        }
        return groups;
    }

    private static int octet(Matcher dotted, int index) {
        return Integer.parseInt(dotted.group(index));
    }

    private static String render(int[] address) {
        int start = 0;
        int length = 0;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && address[end] == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        if (length < 2) {
            return hexadecimal(address, 0, GROUPS);
        }
        String head = hexadecimal(address, 0, start);
        boolean mapped = start == 0 && length == 5 && address[5] == 0xffff;
        return head + "::" + (mapped ? "ffff:" + dotted(address) : hexadecimal(address, start + length, GROUPS));
    }

    private static String hexadecimal(int[] address, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(address[i]));
        }
        return text.toString();
    }

    private static String dotted(int[] address) {
        return (address[6] >> 8) + "." + (address[6] & 0xff) + "." + (address[7] >> 8) + "." + (address[7] & 0xff);
    }

    private static IllegalArgumentException notAnAddress(String text) {
        return new IllegalArgumentException("\"" + text
                + "\" is no address of a host, expected IPv4 or IPv6 without name, network mask or zone id");
    }
}
