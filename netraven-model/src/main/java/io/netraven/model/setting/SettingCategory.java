package io.netraven.model.setting;

import io.netraven.model.base.EnumConverter;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Where a setting is shown. */
public enum SettingCategory {
    SECURITY,
    SYSTEM,
    NOTIFICATION;

    /** Stores {@link SettingCategory} as text. */
    @Converter
    public static final class AsText extends EnumConverter<SettingCategory>
            implements AttributeConverter<SettingCategory, String> {

        public AsText() {
            super(SettingCategory.class);
        }
    }
}
